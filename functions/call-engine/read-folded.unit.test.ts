import { expect, test } from 'vitest';
import { callEventSchema } from '../domain/call-event.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { foldEvents, initialEngineState } from './core/fold-events.ts';
import { foldedOf } from './read-folded.ts';

const config = siteConfigSchema.parse({ id: 'leeds', timeZone: 'Europe/London', devices: [] });
const nine = Date.parse('2026-03-02T09:00:00Z');
const event = (link: string, seq: number, seconds: number, state: string | null) =>
  callEventSchema.parse({
    v: 1,
    link,
    seq,
    at: nine + seconds * 1_000,
    node: '1',
    resync: null,
    copyOf: null,
    ...(state === null ? { kind: 'tick' } : { kind: 'linkState', state, scope: null, detail: null, lostFrom: null, lostTo: null }),
  });

test('a link is folded to its last word; one that another took the place of is replaced', () => {
  const events = [
    event('old', 1, 0, 'connecting'),
    event('old', 2, 1, 'up'),
    event('old', 3, 10, null),
    event('new', 1, 600, 'connecting'),
    event('new', 2, 601, 'up'),
    event('new', 3, 610, null),
    event('young', 1, 611, null),
  ];
  const { state } = foldEvents(initialEngineState('leeds'), events, config);
  expect(foldedOf(4, state)).toEqual({
    n: 4,
    links: {
      old: { through: nine + 10_000, replaced: true },
      new: { through: nine + 610_000, replaced: false },
      young: { through: nine + 611_000, replaced: false },
    },
    callsSince: [],
  });
});
