import { expect, test } from 'vitest';
import type { UnreturnedCall } from '../domain/unreturned-calls.ts';
import { claimStateOf, isOfItem } from './core/claim-state.ts';
import { computeOpenItems } from './core/open-items.ts';
import { ruleWords } from './core/rule-words.ts';
import type { ClaimRow, OpenItem } from './core/types.ts';

const nine = Date.parse('2026-03-02T09:00:00Z');
const minute = 60_000;
const lost = (id: string, telephoneKey: string, after: number, more: Partial<UnreturnedCall> = {}): UnreturnedCall => ({
  logicalCallId: id,
  telephoneKey,
  telephoneName: null,
  startedAt: nine + after * minute - 10_000,
  endedAt: nine + after * minute,
  waitedMs: 10_000,
  ddi: null,
  huntGroup: null,
  huntGroupName: null,
  ...more,
});

test('lost calls of a number are one item; whoever was lost last is due last; tries before the first lost call are none', () => {
  const calls = [lost('a1', '+441', 0, { waitedMs: 42_000 }), lost('b1', '+442', 5, { telephoneName: 'Quay Ltd' }), lost('a2', '+441', 20)];
  const tries = new Map([['+441', [nine - minute, nine + 2 * minute, nine + 30 * minute]]]);
  expect(computeOpenItems({ calls, tries }, 60 * minute, (number) => `of ${number}`)).toEqual([
    {
      id: 'of +442',
      number: '+442',
      name: 'Quay Ltd',
      calls: [calls[1]],
      longestWaitMs: 10_000,
      dueAt: nine + 65 * minute,
      tries: 0,
      lastTryAt: null,
    },
    {
      id: 'of +441',
      number: '+441',
      name: null,
      calls: [calls[0], calls[2]],
      longestWaitMs: 42_000,
      dueAt: nine + 80 * minute,
      tries: 2,
      lastTryAt: nine + 30 * minute,
    },
  ]);
});

const itemOf = (calls: readonly UnreturnedCall[], lastTryAt: number | null = null): OpenItem => ({
  id: 'x',
  number: '+441',
  name: null,
  calls,
  longestWaitMs: 0,
  dueAt: 0,
  tries: 0,
  lastTryAt,
});
const row = (more: Partial<ClaimRow> = {}): ClaimRow => ({
  id: 'x',
  claimedBy: { id: 'ann', name: 'Ann' },
  claimedAt: nine + 5 * minute,
  note: 'after lunch',
  lostAt: nine,
  version: 1,
  ...more,
});
const taken = { claimedBy: { id: 'ann', name: 'Ann' }, claimedAt: nine + 5 * minute, note: 'after lunch' };
const free = { claimedBy: null, claimedAt: null, lapsesAt: null };

test('a claim lapses after half an hour without a try; the note stays', () => {
  const item = itemOf([lost('a1', '+441', 0)]);
  expect(claimStateOf(row(), item, nine + 34 * minute)).toEqual({ ...taken, lapsesAt: nine + 35 * minute });
  expect(claimStateOf(row(), item, nine + 35 * minute)).toEqual({ ...free, note: 'after lunch' });
  const tried = itemOf([lost('a1', '+441', 0)], nine + 20 * minute);
  expect(claimStateOf(row(), tried, nine + 49 * minute)).toEqual({ ...taken, lapsesAt: nine + 50 * minute });
});

test('the caller is lost again while somebody has it: it is theirs still; lost again after somebody talked to them: it begins anew', () => {
  const again = lost('a2', '+441', 20);
  expect(claimStateOf(row(), itemOf([lost('a1', '+441', 0), again]), nine + 21 * minute).claimedBy?.name).toBe('Ann');
  expect(claimStateOf(row(), itemOf([again]), nine + 21 * minute)).toEqual({ ...free, note: '' });
  expect([isOfItem(row(), itemOf([again])), isOfItem(row(), undefined)]).toEqual([false, false]);
});

test('nothing put down means free', () => {
  expect(claimStateOf(undefined, itemOf([lost('a1', '+441', 0)]), nine)).toEqual({ ...free, note: '' });
});

test('the rule in words', () => {
  expect(ruleWords({ windowDays: 7, dueMinutes: 60 })).toBe(
    'A number is here while at least one call from it in the last 7 days was lost and nobody of the customer, at any site, has talked to it since: neither on a call from it nor on a call to it. It is due 1 hour after its last lost call, and goes by itself once somebody talks to it. Calls without a number cannot be called back and are only counted.',
  );
  expect(ruleWords({ windowDays: 1, dueMinutes: 90 })).toContain('in the last 1 day was lost');
  expect(ruleWords({ windowDays: 1, dueMinutes: 90 })).toContain('due 90 minutes after');
});
