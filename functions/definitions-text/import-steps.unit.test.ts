import { expect, test } from 'vitest';
import { ProblemError } from '../runtime/problem.ts';
import { type ImportStep, intoSteps, type Piece, runSteps } from './import-steps.ts';

const write = { Delete: { TableName: 't', Key: { pk: 'x' } } };
const piece = (id: string, writes: number, kind = 'report'): Piece => ({
  told: { kind, id, name: id.toUpperCase(), change: 'add', lines: [] },
  writes: Array.from({ length: writes }, () => write),
});
const sizes = (steps: readonly (readonly Piece[])[]) => steps.map((step) => step.map(({ told }) => told.id).join(''));

test('all that fits into a hundred writes is one step, with what comes with it', () => {
  expect(sizes(intoSteps([piece('a', 40), piece('b', 40), piece('c', 18)], () => 2))).toEqual(['abc']);
  expect(sizes(intoSteps([piece('a', 40), piece('b', 40), piece('c', 19)], () => 2))).toEqual(['ab', 'c']);
  const five = [piece('a', 50), piece('b', 49), piece('c', 50), piece('d', 48), piece('e', 1)];
  expect(sizes(intoSteps(five, ({ length }) => length))).toEqual(['a', 'b', 'cd', 'e']);
  expect(intoSteps([], () => 1)).toEqual([]);
});

const things = (...ids: string[]) => ids.map((id) => piece(id, 1).told);
const running = (done: string[], ...outcomes: (boolean | Error)[]): readonly ImportStep[] =>
  outcomes.map((outcome, i) => ({
    things: things(`r${i}a`, `r${i}b`),
    run: async () => {
      if (outcome instanceof Error) throw outcome;
      if (outcome) done.push(`step ${i}`);
      return outcome;
    },
  }));
const failed = async (...outcomes: (boolean | Error)[]) => {
  const done: string[] = [];
  const error = await runSteps(running(done, ...outcomes), 'reports').then(
    () => null,
    (reason: unknown) => reason,
  );
  return { done, error };
};

test('a first step that does not hold has done nothing', async () => {
  expect((await failed(false, true)).error).toMatchObject({
    code: 'conflict',
    message: 'Somebody changed reports at the same moment, and none were imported: import the text again.',
  });
  const away = new Error('away');
  expect(await failed(away, true)).toEqual({ done: [], error: away });
  expect(await failed(true, true)).toEqual({ done: ['step 0', 'step 1'], error: null });
});

test('a later one says of each thing whether it is there', async () => {
  const { done, error } = await failed(true, false, true);
  expect(done).toEqual(['step 0']);
  expect(error).toMatchObject({
    code: 'conflict',
    message:
      'The import stopped at step 2 of 3: somebody changed some of it at the same moment. Import the text again: what is there already stays as it is. Done (2): report r0a, report r0b. Not done (4): see errors.',
  });
  expect(error instanceof ProblemError && error.errors?.map(({ pointer, detail }) => [pointer, detail])).toEqual([
    ['#/reports/r1a', 'The report "R1A" was not imported.'],
    ['#/reports/r1b', 'The report "R1B" was not imported.'],
    ['#/reports/r2a', 'The report "R2A" was not imported.'],
    ['#/reports/r2b', 'The report "R2B" was not imported.'],
  ]);
  expect((await failed(true, new Error('away'))).error).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('it could not be written, or there was no answer whether it was'),
  });
  expect((await failed(true, new ProblemError('conflict', 'taken'))).error).toMatchObject({ code: 'conflict' });
});
