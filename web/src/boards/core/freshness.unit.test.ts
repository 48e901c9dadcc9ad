import { describe, expect, it } from 'vitest';
import type { Freshness } from '../../live/core/freshness.ts';
import { feedFreshness } from './freshness.ts';

const well: Freshness = { connection: 'connected', ageMs: 1_000, stale: false, trouble: null, quietMs: null };
const of = (more: Partial<Freshness>, loaded = true, online = true) =>
  feedFreshness({ ...well, ...more }, { loaded, online, confirmedAt: 1_772_442_000_000 }, 'Europe/London');

describe('feedFreshness', () => {
  it('is loading until figures come, then fresh', () => {
    expect(of({ connection: 'connecting' }, false).state).toBe('loading');
    expect(of({})).toEqual({ state: 'fresh', since: null, why: null });
    expect(of({ trouble: { kind: 'resynchronising', since: 5 } }).state).toBe('fresh');
  });
  it('is old when nobody confirms it though the connection stands', () => {
    expect(of({ stale: true, trouble: { kind: 'connectionLost', since: 1 } })).toEqual({
      state: 'old',
      since: 1_772_442_000_000,
      why: 'Trunkline has not confirmed these figures for more than ten seconds.',
    });
  });
  it('is old when the site is not heard, and says since when', () => {
    expect(of({ stale: true, trouble: { kind: 'agentDown', since: 1_772_442_000_000 } })).toEqual({
      state: 'old',
      since: 1_772_442_000_000,
      why: 'The Trunkline agent at the site has not been heard since 09:00:00. Figures are those of that moment.',
    });
  });
  it('is disconnected when the machine knows that it has no network', () => {
    expect(of({ stale: true, trouble: { kind: 'connectionLost', since: 1 } }, true, false)).toEqual({
      state: 'disconnected',
      since: 1_772_442_000_000,
      why: 'Offline. Figures come back by themselves.',
    });
    expect(of({}, true, false).state).toBe('fresh');
  });
  it.each(['offline', 'reconnecting', 'ended'] as const)('is disconnected when %s', (connection) => {
    expect(of({ connection, stale: true, trouble: { kind: 'connectionLost', since: 1 } }).state).toBe('disconnected');
  });
});
