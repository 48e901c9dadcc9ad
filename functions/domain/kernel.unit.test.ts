import { describe, expect, it } from 'vitest';
import { callEventSchema } from './call-event.ts';
import { callStartOf, epochMs, logicalCallId, segmentId, siteIdSchema } from './ids.ts';
import { applyLiveDelta, emptyLiveState, type LiveTrunk } from './live.ts';
import { toPublicJson } from './public-json.ts';
import { siteConfigSchema } from './site-config.ts';

describe('ids', () => {
  it('carry the start of the call in base 36', () => {
    const id = logicalCallId('harbour-leeds', '1', '1F01', 1_772_442_000_000);
    expect(id).toBe('harbour-leeds-1-1F01-mm8y7c00');
    expect(callStartOf(id)).toBe(1_772_442_000_000);
    expect(callStartOf(segmentId(id, 3))).toBe(1_772_442_000_000);
    expect(callStartOf('nonsense')).toBeNull();
  });

  it('refuse a site id that could escape its key', () => {
    for (const bad of ['', 'A', 'a/b', 'a#b', '-a', 'a-', 'a'.repeat(64), '../x']) expect(siteIdSchema.safeParse(bad).success).toBe(false);
    expect(siteIdSchema.parse('harbour-leeds')).toBe('harbour-leeds');
  });
});

describe('site configuration', () => {
  it('needs only devices and gives every default of rule set 1', () => {
    const config = siteConfigSchema.parse({ devices: [{ number: '2000', type: 'huntGroup' }] });
    expect(config.resetTime).toBe('02:00');
    expect(config.dialPlan.maxExtensionLength).toBe(4);
    expect(config.settings.shortCallSeconds).toBe(20);
    expect(config.settings.ringCategories).toEqual([5, 15, 30, 60, 120, 240]);
    expect(config.devices[0]).toEqual({
      number: '2000',
      type: 'huntGroup',
      name: '',
      node: null,
      notAnswering: false,
      notRung: false,
      resetsTimers: false,
      personal: false,
      businessUnit: null,
    });
  });

  it('is refused without devices', () => {
    expect(siteConfigSchema.safeParse({ id: 'x' }).success).toBe(false);
  });
});

describe('call event', () => {
  it('keeps its kind closed', () => {
    const envelope = { v: 1, link: 'l', seq: 1, at: 5, node: '1', resync: null, copyOf: null };
    expect(callEventSchema.parse({ kind: 'tick', ...envelope }).kind).toBe('tick');
    expect(callEventSchema.safeParse({ kind: 'tock', ...envelope }).success).toBe(false);
    expect(callEventSchema.safeParse({ kind: 'tick', ...envelope, seq: 0 }).success).toBe(false);
  });
});

describe('public JSON', () => {
  it('writes instants as ISO and leaves durations alone', () => {
    expect(toPublicJson({ at: 0, startedAt: 1000, endedAt: null, ringMs: 7, list: [{ waitingSince: 2000 }] })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      startedAt: '1970-01-01T00:00:01.000Z',
      endedAt: null,
      ringMs: 7,
      list: [{ waitingSince: '1970-01-01T00:00:02.000Z' }],
    });
  });
});

describe('live state', () => {
  it('takes whole objects and forgets what is gone', () => {
    const trunk = (key: string, state: LiveTrunk['state']): LiveTrunk => ({ key, name: '', state, since: epochMs(1), call: null });
    const one = applyLiveDelta(emptyLiveState(epochMs(0)), {
      at: epochMs(1),
      trunks: { set: [trunk('94101', 'busy'), trunk('94102', 'idle')] },
    });
    const two = applyLiveDelta(one, { at: epochMs(2), trunks: { set: [trunk('94101', 'idle')], gone: ['94102'] } });
    expect(Object.keys(two.trunks)).toEqual(['94101']);
    expect(two.trunks['94101']?.state).toBe('idle');
    expect(one.trunks['94101']?.state).toBe('busy');
    expect(two.at).toBe(2);
  });
});
