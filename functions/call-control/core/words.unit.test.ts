import { describe, expect, test } from 'vitest';
import { actionWords } from './action-words.ts';
import { answerWords } from './answer-words.ts';
import { outcomeWords } from './outcome-words.ts';

describe('outcomes in words', () => {
  test.each([
    [0, 'The telephone system has done it.'],
    [15, 'The state of the phone does not allow it. An agent in do not disturb cannot go to wrap-up: end do not disturb first.'],
    [45, 'The telephone system does not take call control. It has to be licensed there (System OAI third-party call control).'],
    [51, 'The call was given another id by the telephone system, as after a transfer. Look at the board again and repeat it.'],
    [2, 'The telephone system refused with outcome 2, whose meaning is not documented.'],
    [77, 'The telephone system refused with outcome 77, whose meaning is not documented.'],
  ])('%i', (outcome, words) => expect(outcomeWords(outcome)).toBe(words));

  test('every documented one has its sentence', () => {
    const documented = [
      0, 1, 3, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 22, 24, 25, 27, 28, 31, 32, 33, 34, 35, 36, 37, 38, 39, 41, 43, 44, 45, 48,
      49, 50, 51,
    ];
    const undocumented = Array.from({ length: 52 }, (_, n) => n).filter((n) => outcomeWords(n).includes('not documented'));
    expect(undocumented.filter((n) => documented.includes(n))).toEqual([]);
    expect(undocumented).toEqual([2, 4, 5, 6, 13, 21, 23, 26, 29, 30, 40, 42, 46, 47]);
  });
});

test.each([
  [{ result: 'done', outcome: 0, reason: null }, 'Extension 1001 has the call.'],
  [{ result: 'refused', outcome: 20, reason: null }, 'There is nothing to answer: the call has stopped ringing there.'],
  [{ result: 'unknown', outcome: null, reason: null }, 'There was no answer in time. Look at the phone: it may have happened.'],
  [
    { result: 'unknown', outcome: null, reason: 'linkLost' },
    'The link to the telephone system broke before it answered. Look at the phone: it may have happened.',
  ],
  [{ result: 'notDelivered', outcome: null, reason: null }, 'No agent of this site is connected. Nothing was done.'],
  [{ result: 'expired', outcome: null, reason: 'expired' }, 'The command reached the agent too late. Nothing was done; try again.'],
] as const)('an answer %o', (answer, words) => expect(answerWords(answer, 'Extension 1001 has the call.')).toBe(words));

test('what the audit says of an action', () => {
  expect(actionWords({ kind: 'setDnd', extension: '1001', on: true, message: 2, text: 'Back at 2' })).toEqual({
    object: 'extension 1001',
    summary: 'put into do not disturb, message 2 “Back at 2”',
  });
  expect(actionWords({ kind: 'agentState', agent: '5001', to: 'logIn', extension: '1001', huntGroup: '2000' })).toEqual({
    object: 'agent 5001',
    summary: 'log in at 1001, hunt group 2000',
  });
  expect(actionWords({ kind: 'transfer', call: 'c1', from: '1001', to: '2000' }).summary).toBe('transfer from 1001 to 2000');
  expect(actionWords({ kind: 'take', call: 'c1', to: '1002' }).summary).toBe('take to 1002');
  expect(actionWords({ kind: 'clear', call: 'c1' })).toEqual({ object: 'call c1', summary: 'clear the whole call' });
});
