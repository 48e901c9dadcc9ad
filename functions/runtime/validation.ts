import type { z } from '@hono/zod-openapi';
import type { ValidationTargets } from 'hono';
import { counted } from './counted.ts';
import { type FieldError, ProblemError } from './problem.ts';
import { toldIssues } from './told-issues.ts';

const places: Readonly<Record<keyof ValidationTargets, FieldError['in']>> = {
  json: 'body',
  form: 'body',
  query: 'query',
  param: 'path',
  header: 'header',
  cookie: 'cookie',
};

/** RFC 6901 pointer as a URI fragment. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  `#${path.map((step) => `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;

/** What the schema says, with the place each part of it speaks of. */
export const validationProblem = (target: keyof ValidationTargets, error: z.ZodError): ProblemError => {
  const place = places[target];
  const told = toldIssues(error.issues);
  return new ProblemError('bad-request', `${counted(told.length, `part of the ${place} is`, `parts of the ${place} are`)} not valid.`, {
    errors: told.map(({ path, detail }) => ({
      pointer: jsonPointer(path),
      detail: path.length === 0 && detail.startsWith('must be') ? `The whole ${place} ${detail}.` : detail,
      in: place,
    })),
  });
};
