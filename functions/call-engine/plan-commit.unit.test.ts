import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { callEventSchema } from '../domain/call-event.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { planCommit } from './plan-commit.ts';
import type { Engine } from './ports.ts';
import { eventJson, range } from './testing/frames.ts';
import { toyEngine } from './testing/toy-engine.ts';

const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
const config = siteConfigSchema.parse({ id: 'harbour', devices: [] });
const events = range(1, 8).map((seq) => callEventSchema.parse(eventJson(seq)));
const before = { state: { version: 3, n: 5, links: { 'link-0': 4 }, engine: { folded: [] } }, parts: 1 };

/** Text that gzip shrinks by a quarter and no further, so that sizes are what they look. */
const noise = (bytes: number, seed: number): string =>
  createHash('shake256', { outputLength: bytes }).update(String(seed)).digest('base64');
/** Emits `bytes` of noise an event. */
const heavy = (bytesOf: (seq: number) => number): Engine<{ readonly folded: readonly string[] }> => ({
  ...toyEngine,
  fold: (state, some, siteConfig) => {
    const { state: after, emitted } = toyEngine.fold(state, some, siteConfig);
    return {
      state: after,
      emitted: emitted.map((one, i) => {
        const event = some[i];
        return one.type === 'anomaly' && event !== undefined && event.kind === 'unrecognised' && event.reason === 'test'
          ? { ...one, anomaly: { ...one.anomaly, detail: noise(bytesOf(event.seq), event.seq) } }
          : one;
      }),
    };
  },
});

describe('planning a commit', () => {
  test('takes all events when they fit', () => {
    const plan = planCommit(toyEngine, owner, config, before, events);
    expect(plan).toMatchObject({
      count: 8,
      replaced: null,
      commit: { readVersion: 3, n: 6, links: { 'link-0': 4, 'link-1': 8 } },
      after: { state: { version: 4, n: 6 } },
    });
  });

  test('takes half as often as it must', () => {
    const plan = planCommit(
      heavy(() => 300_000),
      owner,
      config,
      before,
      [...events, ...range(9, 16).map((seq) => callEventSchema.parse(eventJson(seq)))],
    );
    expect(plan.count).toBe(8);
    expect(plan.commit.links).toMatchObject({ 'link-1': 8 });
  });

  test('replaces one event that fits nowhere', () => {
    const plan = planCommit(
      heavy((seq) => (seq === 1 ? 900_000 : 10)),
      owner,
      config,
      before,
      events.slice(0, 1),
    );
    expect(plan.count).toBe(1);
    expect(plan.replaced?.seq).toBe(1);
    expect(plan.after.state.engine.folded).toEqual(['link-1:1:unrecognised']);
  });
});
