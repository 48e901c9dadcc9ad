import { z } from '@hono/zod-openapi';
import { saveProblems } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { TextChange } from './text-changes.ts';

/** What routes of texts have in common. */
export const textBody = { content: { 'text/yaml': { schema: z.string() } } };
export const textAnswer = { 200: { description: 'The text', ...textBody }, 413: saveProblems[413] };
export const yamlHeaders = { 'content-type': 'text/yaml; charset=utf-8' };
/** Ids, separated by commas; left out: everything. */
export const idsInQuery = (what: string) =>
  z
    .string()
    .max(10_000)
    .optional()
    .openapi({ description: `Ids, separated by commas; ${what}` });
/** Null = left out. */
export const idsOf = (given: string | undefined): readonly string[] | null =>
  given === undefined ? null : [...new Set(given.split(',').map((id) => id.trim()))].filter((id) => id !== '');

export const importRequest = {
  params: siteInPath,
  query: z.object({ dryRun: z.enum(['true', 'false']).default('true') }),
  body: { ...textBody, required: true },
} as const;
export const importSchema = (kinds: readonly [string, ...string[]], name: string) =>
  z
    .object({
      changes: z.array(
        z.object({
          kind: z.enum(kinds),
          id: z.string(),
          name: z.string(),
          change: z.enum(['add', 'change', 'same']),
          lines: z
            .array(z.object({ sign: z.enum(['+', '-', ' ']), text: z.string() }))
            .openapi({ description: 'What changes, with three lines around it; `…` for what is left out' }),
        }),
      ),
      applied: z.boolean(),
      steps: z.int().openapi({
        description: 'Transactions it takes, or took, each all or nothing; 0 = nothing changes',
      }),
    })
    .openapi(name);
export const publicChanges = (changes: readonly TextChange[]) =>
  changes.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line })) }));
