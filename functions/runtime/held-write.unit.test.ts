import { expect, test } from 'vitest';
import { held, wasOvertaken } from './held-write.ts';

const failure = (name: string, message = ''): Error => Object.assign(new Error(message), { name });
const refusals = [
  failure('ConditionalCheckFailedException', 'The conditional request failed'),
  failure('TransactionCanceledException', 'Transaction cancelled, reasons [None, ConditionalCheckFailed]'),
];
const conflict = failure('TransactionCanceledException', 'Transaction cancelled, reasons [TransactionConflict, None]');

test('a condition that did not hold is an answer, not a failure', async () => {
  expect(await held(Promise.resolve())).toBe(true);
  for (const refusal of refusals) expect(await held(Promise.reject(refusal))).toBe(false);
});
test('a conflict is one only where it is said to be', async () => {
  await expect(held(Promise.reject(conflict))).rejects.toBe(conflict);
  expect(await held(Promise.reject(conflict), wasOvertaken)).toBe(false);
  expect(await held(Promise.reject(refusals[0]), wasOvertaken)).toBe(false);
});
test('everything else is thrown on', async () => {
  for (const error of [failure('ProvisionedThroughputExceededException'), failure('TransactionCanceledException', '[ValidationError]')])
    for (const isRefusal of [undefined, wasOvertaken]) await expect(held(Promise.reject(error), isRefusal)).rejects.toBe(error);
});
