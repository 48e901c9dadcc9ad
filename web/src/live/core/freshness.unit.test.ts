import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../../functions/domain/engine-output.ts';
import { epochMs } from '../../../../functions/domain/ids.ts';
import { computeAnnouncements } from './announcements.ts';
import { type Board, emptyBoard } from './board.ts';
import { computeFreshness, type FreshnessFacts } from './freshness.ts';

const board: Board = { ...emptyBoard('harbour', 1), asOf: 99_000 };
const facts = (over: Partial<FreshnessFacts>): FreshnessFacts => ({
  status: 'open',
  statusSince: 0,
  confirmedAt: 98_000,
  online: true,
  board,
  agents: { kind: 'unknown' },
  now: 100_000,
  serverNow: 100_000,
  ...over,
});
const gap = (cause: Gap['cause']): Gap => ({
  gapId: 'g',
  siteId: 'harbour',
  cause,
  link: 'l',
  node: null,
  startedAt: epochMs(90_000),
  endedAt: null,
  detail: null,
});
const queue = (waiting: number) => ({
  key: '201',
  name: 'Reservations',
  waiting,
  longestWaitSince: null,
  ringing: 0,
  connected: 0,
  agentsLoggedOn: 1,
  agentsFree: 1,
});

describe('freshness', () => {
  it('is fresh while the server confirms', () => {
    expect(computeFreshness(facts({}))).toEqual({ connection: 'connected', ageMs: 2_000, stale: false, trouble: null, quietMs: null });
  });

  it('marks figures that nobody has confirmed for more than ten seconds', () => {
    expect(computeFreshness(facts({ now: 108_000 })).stale).toBe(false);
    expect(computeFreshness(facts({ now: 108_001 }))).toMatchObject({ stale: true, trouble: { kind: 'connectionLost', since: 98_000 } });
    expect(computeFreshness(facts({ status: 'waiting', now: 100_900 })).connection).toBe('connected');
    expect(computeFreshness(facts({ status: 'waiting', now: 101_500 })).connection).toBe('reconnecting');
    expect(computeFreshness(facts({ status: 'offline', online: false })).connection).toBe('offline');
  });

  it('tells an agent that is not heard from a PBX link that is down, and both from quiet', () => {
    expect(computeFreshness(facts({ board: { ...board, gaps: [gap('agentDown'), gap('linkDown')] } }))).toMatchObject({
      connection: 'connected',
      stale: true,
      trouble: { kind: 'agentDown', since: 90_000 },
    });
    expect(computeFreshness(facts({ agents: { kind: 'silent', since: 60_000 } }))).toMatchObject({
      stale: true,
      trouble: { kind: 'agentDown', since: 60_000 },
    });
    const down = { key: 'l', state: 'lost', since: epochMs(91_000), detail: 'no answer' };
    expect(computeFreshness(facts({ board: { ...board, links: [down] } }))).toMatchObject({
      stale: true,
      trouble: { kind: 'pbxDown', since: 91_000, detail: 'no answer' },
    });
    const up = { key: 'm', state: 'up', since: epochMs(95_000), detail: null };
    expect(computeFreshness(facts({ board: { ...board, links: [down, up] } })).trouble).toBeNull();
    expect(computeFreshness(facts({ board: { ...board, links: [up], gaps: [gap('agentDown')] } })).trouble).toBeNull();
    expect(computeFreshness(facts({ serverNow: 400_000 }))).toMatchObject({ stale: false, trouble: null, quietMs: 301_000 });
  });
});

describe('a site of which nothing was ever heard', () => {
  const unheard: Board = emptyBoard('york', 0);
  const troubleOf = (over: Partial<FreshnessFacts>) => computeFreshness(facts({ board: unheard, ...over }));

  it('is not taken for a quiet one', () => {
    expect(troubleOf({})).toEqual({
      connection: 'connected',
      ageMs: 2_000,
      stale: true,
      trouble: { kind: 'neverHeard', since: null, enrolled: null },
      quietMs: null,
    });
  });

  it('says what is known of its agent', () => {
    expect(troubleOf({ agents: { kind: 'none' } }).trouble).toEqual({ kind: 'neverHeard', since: null, enrolled: false });
    expect(troubleOf({ agents: { kind: 'never' } }).trouble).toEqual({ kind: 'neverHeard', since: null, enrolled: true });
    expect(troubleOf({ agents: { kind: 'heard' } }).trouble).toEqual({ kind: 'neverLinked', since: null });
    expect(troubleOf({ agents: { kind: 'silent', since: 7_000 } }).trouble).toEqual({ kind: 'agentDown', since: 7_000 });
  });

  it('is over with the first link or event', () => {
    const link = { key: 'l', state: 'connecting', since: epochMs(99_000), detail: null };
    expect(troubleOf({ board: { ...unheard, links: [link] } }).trouble).toMatchObject({ kind: 'pbxDown' });
    expect(troubleOf({ board: { ...unheard, seq: 1, asOf: 99_000 } }).trouble).toBeNull();
  });
});

describe('announcements', () => {
  const fine = computeFreshness(facts({}));
  const stale = computeFreshness(facts({ now: 120_000 }));
  const withQueue = (waiting: number): Board => ({ ...board, queues: [queue(waiting)] });

  it('speaks when the connection is lost and when it is back, once', () => {
    expect(computeAnnouncements({ board, freshness: fine }, { board, freshness: stale })).toEqual([
      'Connection lost. Figures are no longer up to date.',
    ]);
    expect(computeAnnouncements({ board, freshness: stale }, { board, freshness: stale })).toEqual([]);
    expect(computeAnnouncements({ board, freshness: stale }, { board, freshness: fine })).toEqual([
      'Connection restored. Figures are up to date.',
    ]);
  });

  it('speaks when a queue begins and ceases to wait, not at each count', () => {
    const step = (a: number, b: number) =>
      computeAnnouncements({ board: withQueue(a), freshness: fine }, { board: withQueue(b), freshness: fine });
    expect(step(0, 1)).toEqual(['Reservations: a call is waiting.']);
    expect(step(1, 2)).toEqual([]);
    expect(step(2, 0)).toEqual(['Reservations: nobody waits any more.']);
  });
});
