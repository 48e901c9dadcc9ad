import type { z } from '@hono/zod-openapi';

type Issue = z.core.$ZodIssue;
/** A part of a request that is not valid. */
export interface ToldIssue {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

/** The schema's own message where it says more than which type was expected. */
const wordsOf = (issue: Issue): string => {
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.map((key) => `"${key}"`).join(', ')} here: leave it out`;
  if (issue.code !== 'invalid_type') return issue.message;
  // What it found is told in the message alone.
  const found = /^Invalid input: expected \w+, received (\w+)$/.exec(issue.message)?.[1];
  const expected = typeWords[issue.expected];
  if (found === undefined || expected === undefined) return issue.message;
  if (found === 'undefined') return `is missing: give ${expected}`;
  const other = typeWords[found];
  return other === undefined || issue.expected === 'int' ? `must be ${expected}` : `must be ${expected}, not ${other}`;
};

/** How far a value is from a form: its names and the kinds of its parts count before what is wrong within them. */
const distanceOf = (issues: readonly Issue[]): number =>
  issues.reduce(
    (sum, issue) =>
      sum +
      (issue.path.length === 0 && issue.code === 'invalid_type' ? 1_000_000 : 0) +
      (issue.path.length === 0 && issue.code === 'unrecognized_keys' ? 1_000 * issue.keys.length : 0) +
      (issue.path.length === 1 && (issue.code === 'invalid_type' || issue.code === 'invalid_value') ? 1_000 : 0) +
      1,
    0,
  );

const toldIssue = (issue: Issue, at: readonly PropertyKey[]): readonly ToldIssue[] => {
  const path = [...at, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, detail: wordsOf(issue) }];
  const closest = issue.errors.reduce((best, one) => (distanceOf(one) < distanceOf(best) ? one : best));
  return closest.flatMap((one) => toldIssue(one, path));
};

/** What is wrong, by place. Of a value that may have one of several forms, what parts it from the closest of them. */
export const toldIssues = (issues: readonly Issue[]): readonly ToldIssue[] => issues.flatMap((issue) => toldIssue(issue, []));
