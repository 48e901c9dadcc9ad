import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { toldIssues } from './told-issues.ts';
import { validationProblem } from './validation.ts';

const range = z.union([
  z.strictObject({ from: z.string(), to: z.string() }),
  z.strictObject({ named: z.enum(['today', 'yesterday']), days: z.int().optional() }),
]);
const content = z.strictObject({ name: z.string().min(1, 'needs a name'), range, columns: z.array(z.string()) });
const made = z.union([z.strictObject({ content }), z.strictObject({ copyOf: z.string(), name: z.string() })]);
const told = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return toldIssues(error?.issues ?? []).map(({ path, detail }) => `${path.join('/')}: ${detail}`);
};

test('what is missing, or of another kind, is said in words', () => {
  expect(told(content, { name: '', range: { from: 'x', to: 'y' } })).toEqual(['name: needs a name', 'columns: is missing: give a list']);
  expect(told(content, { name: 7, range: 'today', columns: { a: 1 }, more: 1 })).toEqual([
    'name: must be a text, not a number',
    'range: must be an object, not a text',
    'columns: must be a list, not an object',
    ': there is no "more" here: leave it out',
  ]);
  expect(told(z.int(), 1.5)).toEqual([': must be a whole number']);
  expect(told(z.coerce.number(), 'x')).toEqual([': must be a number']);
});

test('of several forms the closest one says what is wrong', () => {
  expect(told(range, { named: 'someday' })).toEqual(['named: Invalid option: expected one of "today"|"yesterday"']);
  expect(told(range, { from: 'x' })).toEqual(['to: is missing: give a text']);
  expect(told(made, { content: { name: '', range: { from: 1, to: 'y' }, columns: [] } })).toEqual([
    'content/name: needs a name',
    'content/range/from: must be a text, not a number',
  ]);
  expect(told(made, { name: 'Mine' })).toEqual(['copyOf: is missing: give a text']);
});

test('a body that is no object says so', () => {
  const problemOf = (value: unknown) => {
    const { error } = made.safeParse(value);
    return error === undefined ? null : validationProblem('json', error);
  };
  expect(problemOf([])).toMatchObject({
    message: '1 part of the body is not valid.',
    errors: [{ pointer: '#', detail: 'The whole body must be an object, not a list.', in: 'body' }],
  });
  expect(problemOf(null)?.errors).toEqual([{ pointer: '#', detail: 'The whole body must be an object, not null.', in: 'body' }]);
  expect(problemOf({ content: 1, x: 2 })?.message).toBe('2 parts of the body are not valid.');
});
