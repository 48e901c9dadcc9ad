import { z } from '@hono/zod-openapi';
import { limits } from './constants.ts';
import { sourceFormats } from './core/types.ts';

const instant = z.iso.datetime();
const line = (characters: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(characters)
    .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

export const namedValueSchema = z
  .object({
    id: z.string().openapi({ description: 'As in a field of a board', example: 'variable:sales-target' }),
    name: z.string(),
    kind: z.enum(['variable', 'external']),
    value: z.string().nullable(),
    at: instant.openapi({ description: 'When it was entered, or last fetched' }),
    failing: z.string().nullable().openapi({ description: 'Why the last fetch failed; `value` is then the last one that came' }),
  })
  .openapi('NamedValue');

export const variableInput = z
  .strictObject({
    name: line(limits.nameCharacters),
    value: z
      .string()
      .max(limits.valueCharacters)
      .refine((value) => value.trim() !== '', 'must not be empty'),
  })
  .openapi('VariableInput');
export const variableSchema = z.object({ id: z.string(), name: z.string(), value: z.string(), at: instant }).openapi('Variable');

const fieldInput = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .optional()
    .openapi({ description: 'Absent = a new field, whose id is made of its name' }),
  name: line(limits.nameCharacters),
  selector: line(limits.selectorCharacters).openapi({
    description: 'JSONPath (RFC 9535), first match; or `heading[row]` of comma-separated text, rows from 1 or `last`',
    example: '$.tickets.open',
  }),
});

export const sourceInput = z
  .strictObject({
    name: line(limits.nameCharacters),
    url: line(limits.urlCharacters).openapi({ example: 'https://figures.example.com/today.json' }),
    format: z.enum(sourceFormats),
    everySeconds: z.int().min(limits.leastEvery).max(limits.mostEvery),
    header: z
      .strictObject({
        name: line(100).regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is no name of a header'),
        value: z
          .string()
          .min(1)
          .max(limits.secretCharacters)
          .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII')
          .optional()
          .openapi({ description: 'Secret; never given back. Absent = the one that is kept, as long as the server stays the same' }),
      })
      .nullable(),
    fields: z.array(fieldInput).min(1).max(limits.fields),
  })
  .openapi('ExternalDataInput');
export type SourceInput = z.infer<typeof sourceInput>;

export const sourceTrial = sourceInput
  .extend({
    fields: z.array(fieldInput).max(limits.fields).openapi({ description: 'None = only to see what comes' }),
    source: z.string().max(40).optional().openapi({ description: 'Whose kept secret to use' }),
  })
  .openapi('ExternalDataTrial');

export const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    format: z.enum(sourceFormats),
    everySeconds: z.int(),
    header: z.object({ name: z.string() }).nullable().openapi({ description: 'Its value is never given back' }),
    fields: z.array(z.object({ id: z.string(), name: z.string(), selector: z.string() })),
    values: z.array(z.object({ field: z.string(), value: z.string().nullable(), at: instant, failing: z.string().nullable() })),
    lastFetchAt: instant.nullable(),
    failing: z.string().nullable(),
    nextAt: instant.nullable().openapi({ description: 'Null = within a minute' }),
  })
  .openapi('ExternalData');

export const trialSchema = z
  .object({
    failing: z.string().nullable().openapi({ description: 'Why nothing could be fetched' }),
    fields: z.array(z.object({ name: z.string(), value: z.string().nullable(), failing: z.string().nullable() })),
    sample: z
      .string()
      .nullable()
      .openapi({ description: `What came, at most ${limits.sampleCharacters.toLocaleString('en-GB')} characters of it` }),
  })
  .openapi('ExternalDataTrialOutcome');
