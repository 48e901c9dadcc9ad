import fc from 'fast-check';
import { expect, it } from 'vitest';
import { propertySeed } from '../../../test/property-seed.ts';
import { type CallEvent, callEventSchema } from '../../domain/call-event.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { foldInBatches } from './testing/fold-in-batches.ts';
import { retranslate } from './testing/sample-days.ts';

const seed = propertySeed;
const nine = Date.UTC(2026, 2, 2, 9);

const config = siteConfigSchema.parse({
  id: 'harbour',
  devices: [
    ...['1001', '1002', '1003', '1010'].map((number) => ({ number, type: 'extension' as const })),
    ...['94101', '94102', '94103'].map((number) => ({ number, type: 'trunk' as const })),
    { number: '2000', type: 'huntGroup', resetsTimers: true },
  ],
});

/** Three calls at the same time that share nothing: seconds after nine, and the line. */
const scripts: readonly (readonly (readonly [number, string])[])[] = [
  [
    [0, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'],
    [1, 'QU,,20,1F01,2000,94101,|SMITH|,02079460123,|Sales|,01134960456,E,2000,,1,,Q,23'],
    [9, 'DE,,101,1F01,1001,,I,94101,|SMITH|,02079460123,|Sales|,01134960456,E,2000,,,A,22,2000'],
    [12, 'ES,,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'],
    [20, 'HE,,101,1F01,1001,H,42'],
    [30, 'RE,,101,1F01,1001,C,42,,02079460123,94101,E'],
    [45, 'XC,,101,1F01,94101,94101,,36'],
    [45.01, 'XC,,101,1F01,1001,94101,N,36'],
  ],
  [
    [2, 'OR,,11,1F02,94102,02079460999,E,01134960457,,C,22'],
    [3, 'DE,,102,1F02,1002,,I,94102,,02079460999,,01134960457,E,1002,,,A,22,'],
    [17, 'XC,,102,1F02,94102,94102,,36'],
    [17.01, 'XC,,102,1F02,1002,94102,N,36'],
  ],
  [
    [4, 'OR,,103,1F03,1003,,I,1010,,C,22'],
    [5, 'DE,,110,1F03,1010,,I,1003,,,,,I,1010,,,A,22,'],
    [8, 'ES,,110,1F03,1010,,I,1003,,,I,1010,,C,35'],
    [33, 'XC,,110,1F03,1003,1003,,36'],
    [33.01, 'XC,,110,1F03,1010,1003,N,36'],
  ],
];

const calls = scripts.map((script) =>
  retranslate(
    config,
    script.map(([seconds, line]) => ({ at: nine + seconds * 1000, rx: `000,${line}` })),
  ).filter((event) => 'callId' in event),
);

const begin = callEventSchema.parse({ kind: 'tick', v: 1, link: 'sample', seq: 1, at: nine, node: '1', resync: null, copyOf: null });

/** The calls' events in the order of `picks`, each call in its own order, numbered anew. */
const mixed = (picks: readonly number[]): CallEvent[] => {
  const left = calls.map((events) => [...events]);
  const numbers = new Map<string, number>();
  const order: CallEvent[] = [begin];
  const take = (call: number): void => {
    const event = left[call]?.shift();
    if (event === undefined) return;
    const seq = order.length + 1;
    numbers.set(`${call} ${event.seq}`, seq);
    const copyOf = event.copyOf === null ? null : (numbers.get(`${call} ${event.copyOf}`) ?? null);
    order.push(callEventSchema.parse({ ...event, seq, copyOf }));
  };
  for (const pick of picks) take(pick % calls.length);
  for (const [call, events] of left.entries()) while (events.length > 0) take(call);
  return order;
};

it('calls that share no device change nothing for one another, in whatever order they are told', () => {
  const straight = foldInBatches(mixed([]), config, [{ size: 100 }]);
  expect(Object.values(straight.calls).map((call) => call.outcome)).toEqual(['answered', 'lost', 'answered']);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (picks, size) => {
      const { segments, calls: rows, live } = foldInBatches(mixed(picks), config, [{ size }]);
      expect(segments, `seed ${seed}`).toEqual(straight.segments);
      expect(rows).toEqual(straight.calls);
      expect(live).toEqual({ ...straight.live, at: live.at });
    }),
    { seed, numRuns: 100 },
  );
});
