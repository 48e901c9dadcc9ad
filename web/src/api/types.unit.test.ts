import { describe, expect, it } from 'vitest';
import { parseInstants } from './instants.ts';
import { maySeeCalls, maySeeGaps, parseMe, parseSite, silentSince } from './types.ts';

describe('answers of the API', () => {
  it('turns instants into numbers and leaves the rest', () => {
    expect(
      parseInstants({ asOf: '1970-01-01T00:00:01.000Z', items: [{ startedAt: null, since: '1970-01-01T00:00:02Z', name: '2026-01-01' }] }),
    ).toEqual({
      asOf: 1_000,
      items: [{ startedAt: null, since: 2_000, name: '2026-01-01' }],
    });
  });

  it('knows what a person may see', () => {
    const screen = parseMe({ name: 'Wall', email: null, role: 'screen', permissions: ['live.read'] });
    expect([maySeeCalls(screen), maySeeGaps(screen)]).toEqual([false, false]);
    const supervisor = parseMe({ name: 'Sam', email: 's@example', role: 'supervisor', permissions: ['calls.read', 'gaps.read'] });
    expect([maySeeCalls(supervisor), maySeeGaps(supervisor)]).toEqual([true, true]);
    expect(parseMe(null)).toEqual({ name: 'Signed in', email: '', role: null, permissions: [] });
  });

  it('tells silence of all agents from silence of one', () => {
    const late = { state: 'late', lastSeenAt: 5_000 };
    expect(silentSince([late, { state: 'late', lastSeenAt: 9_000 }, { state: 'revoked', lastSeenAt: 99_000 }])).toBe(9_000);
    expect(silentSince([late, { state: 'online', lastSeenAt: 50_000 }])).toBeNull();
    expect(silentSince([{ state: 'neverSeen', lastSeenAt: null }])).toBeNull();
  });

  it('reads sites, with a zone that works', () => {
    expect(
      parseSite({ site: 'harbour', tenant: 't', name: '', customerName: 'Harbour', timeZone: 'Mars/Base', resetTime: '26:00' }),
    ).toEqual({
      site: 'harbour',
      tenant: 't',
      name: 'harbour',
      customerName: 'Harbour',
      timeZone: 'UTC',
      resetTime: '02:00',
    });
    expect(parseSite({})).toBeNull();
  });
});
