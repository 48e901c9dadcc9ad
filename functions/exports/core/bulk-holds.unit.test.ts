import { expect, test } from 'vitest';
import { type BulkAgent, bulkHolds } from './bulk-holds.ts';
import { createTimeWords } from './time-words.ts';

const at = (text: string): number => Date.parse(`2026-03-${text}Z`);
const now = at('10T12:00:00');
const words = createTimeWords('Etc/UTC');
const leeds: BulkAgent = {
  name: 'Leeds',
  enrolledAt: at('01T08:00:00'),
  revoked: false,
  lastSeenAt: at('10T11:59:55'),
  oldestWaitingAt: null,
  links: ['one'],
};
const through = (text: string, replaced = false) => ({ through: at(text), replaced });
const told = (agents: readonly BulkAgent[], links: Record<string, ReturnType<typeof through>>, calls: readonly string[] = []) =>
  bulkHolds('calls', agents, { links, callsSince: calls.map(at) }, now, words);

test('an agent that has caught up holds where its events are folded to, whatever the heartbeat says of a spool it has begun to empty', () => {
  expect(told([leeds], { one: through('10T11:59:50') })).toEqual({
    holds: [
      { until: at('10T11:59:50'), why: 'The agent "Leeds" is still delivering what happened from 10/03/2026 11:59:50 (Etc/UTC) on.' },
    ],
    passed: [],
  });
  expect(told([leeds], { one: through('09T08:10:00') }).holds.map(({ until }) => until)).toEqual([at('09T08:10:00')]);
});

test('a silent agent is waited for, and after 72 hours no more', () => {
  const silent = { ...leeds, lastSeenAt: at('07T12:00:01') };
  expect(
    told([silent, { ...leeds, name: 'Hull', links: ['two'] }], { one: through('07T11:00:00'), two: through('10T11:59:50') }).holds[0],
  ).toEqual({
    until: at('07T11:00:00'),
    why: 'The agent "Leeds" was last heard of at 07/03/2026 12:00:01 (Etc/UTC): what happened from 07/03/2026 11:00:00 (Etc/UTC) on may still come from it, and is waited for until 10/03/2026 12:00:01 (Etc/UTC); revoke the agent if it is gone for good.',
  });
  expect(told([{ ...silent, lastSeenAt: at('07T12:00:00') }], { one: through('07T11:00:00') })).toEqual({
    holds: [],
    passed: [
      {
        until: at('07T11:00:00'),
        why: 'The agent "Leeds" was last heard of at 07/03/2026 12:00:00 (Etc/UTC): what happened from 07/03/2026 11:00:00 (Etc/UTC) on may still come from it, and is no longer waited for.',
      },
    ],
  });
});

test('nothing is held by an agent that was revoked, or whose link another one replaced: that time is a gap', () => {
  const none = { holds: [], passed: [] };
  expect(told([{ ...leeds, revoked: true }], { one: through('07T11:00:00') })).toEqual(none);
  expect(told([leeds], { one: through('07T11:00:00', true) })).toEqual(none);
  expect(told([], {})).toEqual(none);
});

test('an agent of which nothing was folded yet holds from its enrolment, one without links by its heartbeat', () => {
  const untils = (agent: Partial<BulkAgent>) => told([{ ...leeds, ...agent }], {}).holds.map(({ until }) => until);
  expect(untils({})).toEqual([at('01T08:00:00')]);
  expect(untils({ lastSeenAt: null, enrolledAt: at('10T10:00:00') })).toEqual([at('10T10:00:00')]);
  expect(untils({ links: [] })).toEqual([at('10T11:59:55')]);
  expect(untils({ links: [], oldestWaitingAt: at('09T07:00:00') })).toEqual([at('09T07:00:00')]);
});

test('a call in progress holds its beginning, but not changes of status, and not for ever', () => {
  expect(told([], {}, ['10T10:30:00', '09T22:15:00', '06T10:00:00'])).toEqual({
    holds: [{ until: at('09T22:15:00'), why: 'A call that began at 09/03/2026 22:15:00 (Etc/UTC) is still in progress.' }],
    passed: [
      { until: at('06T10:00:00'), why: 'A call that began at 06/03/2026 10:00:00 (Etc/UTC) has no end yet; it is no longer waited for.' },
    ],
  });
  expect(bulkHolds('status', [], { links: {}, callsSince: [at('10T10:30:00')] }, now, words)).toEqual({ holds: [], passed: [] });
});

test.each(['constructor', '__proto__', 'toString'])('a link called %s is one of which nothing is folded', (link) => {
  expect(told([{ ...leeds, links: [link] }], {}).holds.map(({ until }) => until)).toEqual([at('01T08:00:00')]);
});
