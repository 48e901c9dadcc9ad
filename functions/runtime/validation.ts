import type { z } from '@hono/zod-openapi';
import type { ValidationTargets } from 'hono';
import { type FieldError, ProblemError } from './problem.ts';

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

/** Every message of the schema with the place it speaks of. */
export const validationProblem = (target: keyof ValidationTargets, error: z.ZodError): ProblemError =>
  new ProblemError('bad-request', `${error.issues.length} part(s) of the ${places[target]} are not valid.`, {
    errors: error.issues.map((issue) => ({ pointer: jsonPointer(issue.path), detail: issue.message, in: places[target] })),
  });
