import { describe, expect, it } from 'vitest';
import { parseInstants } from './instants.ts';
import { agentPresence, isNumberHidden, maySeeCalls, maySeeGaps, parseMe, parseSite } from './types.ts';

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
    expect(parseMe(null)).toEqual({
      name: 'Signed in',
      email: '',
      role: null,
      permissions: [],
      extensions: [],
      agents: [],
      limited: false,
    });
    expect([parseMe({ units: ['sales'] }).limited, parseMe({ units: [] }).limited, parseMe({ units: null }).limited]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('tells silence of all agents from silence of one', () => {
    const late = { state: 'late', lastSeenAt: 5_000 };
    const revoked = { state: 'revoked', lastSeenAt: 99_000 };
    const neverSeen = { state: 'neverSeen', lastSeenAt: null };
    expect(agentPresence([late, { state: 'late', lastSeenAt: 9_000 }, revoked])).toEqual({ kind: 'silent', since: 9_000 });
    expect(agentPresence([late, { state: 'online', lastSeenAt: 50_000 }])).toEqual({ kind: 'heard' });
    expect(agentPresence([neverSeen, revoked])).toEqual({ kind: 'never' });
    expect(agentPresence([revoked])).toEqual({ kind: 'none' });
    expect(agentPresence([])).toEqual({ kind: 'none' });
    expect(agentPresence(undefined)).toEqual({ kind: 'unknown' });
  });

  it('hides the numbers of other people’s calls from those who may not see them, and from nobody else', () => {
    const call = { extension: '1002', callingExtension: null, agent: '5002' };
    const alice = parseMe({ role: 'agent', permissions: ['live.read'], extensions: ['1001'], agents: ['5001'] });
    expect(isNumberHidden(alice, call)).toBe(true);
    expect(isNumberHidden(alice, { ...call, extension: '1001' })).toBe(false);
    expect(isNumberHidden(alice, { ...call, agent: '5001' })).toBe(false);
    expect(isNumberHidden(alice, { extension: null, callingExtension: '1001', agent: null })).toBe(false);
    expect(isNumberHidden(parseMe({ role: 'screen', permissions: ['live.read', 'live.readNumbers'] }), call)).toBe(false);
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
