import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { propertySeed } from '../../test/property-seed.ts';
import type { SiteId } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { type DuckDb, openDuckDb } from '../lake/lake.ts';
import { customer } from '../reports/testing/harbour-morning.ts';
import { factsOf } from '../reports/testing/memory-lake.ts';
import { type ToldCall, toldCalls } from '../reports/testing/told-calls.ts';
import { createUnreturnedCalls } from '../reports/unreturned-calls.ts';
import { computeOpenItems } from './core/open-items.ts';

const minute = 60_000;
const day = 86_400_000;
const now = Date.parse('2026-03-20T12:00:00Z');
const windowDays = 2;
const config = siteConfigSchema.parse({ id: 'harbour', devices: [], settings: { returnWindowDays: windowDays } });

/** A call of some number at some moment, told to both the engine and the oracle. */
interface Told {
  readonly number: string | null;
  readonly inbound: boolean;
  readonly elsewhere: boolean;
  /** Epoch ms. */
  readonly at: number;
  readonly ringSeconds: number;
  readonly talkSeconds: number | null;
}
const numbers = ['+442079460111', '+442079460112', '7001234', null] as const;
/** Half an hour apart and some seconds, so that ends and answers meet, also at the end of the window. */
const told: fc.Arbitrary<Told> = fc.record({
  number: fc.constantFrom(...numbers),
  inbound: fc.constantFrom(true, true, false),
  elsewhere: fc.constantFrom(false, false, true),
  at: fc.tuple(fc.integer({ min: 1, max: 105 }), fc.constantFrom(0, 3, 6)).map(([slot, s]) => now - slot * 30 * minute + s * 1_000),
  ringSeconds: fc.constantFrom(3, 6),
  talkSeconds: fc.option(fc.constantFrom(3, 20), { freq: 1 }),
});

const toTold = ({ number, inbound, at, ringSeconds, talkSeconds }: Told): ToldCall => ({
  at: new Date(at).toISOString(),
  ring: ringSeconds,
  ...(talkSeconds === null ? {} : { talk: talkSeconds }),
  more: {
    direction: inbound ? 'in' : 'out',
    outsideNumber: number?.replace('+44', '0') ?? null,
    outsideE164: number?.startsWith('+') === true ? number : null,
  },
});

/** The rule once more, by looking at every pair of calls. */
const openNumbers = (calls: readonly Told[]): readonly string[] => {
  const open = calls.filter((lost) => {
    const end = lost.at + lost.ringSeconds * 1_000;
    if (!lost.inbound || lost.elsewhere || lost.talkSeconds !== null || lost.number === null) return false;
    if (lost.at < now - windowDays * day) return false;
    return !calls.some((other) => {
      const answered = other.at + other.ringSeconds * 1_000;
      return other.number === lost.number && other.talkSeconds !== null && answered > end && answered <= end + windowDays * day;
    });
  });
  return [...new Set(open.map(({ number }) => number ?? ''))].sort();
};

let database: DuckDb;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'call-backs-'));
  database = await openDuckDb({ threads: 1, memoryLimit: '512MB', tempDirectory: join(directory, 'spill'), directories: [directory] });
});
afterAll(async () => {
  database.close();
  await rm(directory, { recursive: true });
});

const askEngine = async (calls: readonly Told[]) => {
  const rows = {
    harbour: toldCalls('harbour', calls.filter(({ elsewhere }) => !elsewhere).map(toTold)),
    quay: toldCalls('quay', calls.filter(({ elsewhere }) => elsewhere).map(toTold)),
  };
  const unused = (): Promise<never> => Promise.reject(new Error('not asked here'));
  const none = { calls: [], segments: [], facts: [], status: [] };
  const answer = createUnreturnedCalls({
    lake: {
      plan: unused,
      fetch: unused,
      read: async ({ site }) => ({
        files: none,
        tail: { hours: [], ...none, facts: factsOf(site === 'harbour' ? rows.harbour : rows.quay) },
        restated: [],
        sealedThrough: 0,
        release: () => {},
      }),
    },
    duckDb: async () => database,
    sitesOf: async () => ['harbour', 'quay'],
    gate: (work) => work(),
    now: () => now,
  });
  return answer({ tenant: customer, site: 'harbour' as SiteId, reseller: 'north' }, config);
};

test('a number is on the list exactly while one of its lost calls has no conversation after it within the window', async () => {
  let open = 0;
  let returned = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(told, { minLength: 6, maxLength: 20 }), async (calls) => {
      const answer = await askEngine(calls);
      const items = computeOpenItems(answer, 60 * minute, (number) => `id of ${number}`);
      const expected = openNumbers(calls);
      expect(items.map(({ number }) => number).sort()).toEqual(expected);
      const withheld = calls.filter(
        (call) => call.number === null && call.inbound && !call.elsewhere && call.talkSeconds === null && call.at >= now - windowDays * day,
      );
      expect(answer.withheld).toBe(withheld.length);
      open += expected.length;
      const lost = calls.filter((call) => call.inbound && !call.elsewhere && call.talkSeconds === null && call.number !== null);
      returned += new Set(lost.map(({ number }) => number)).size - expected.length;
    }),
    { seed: propertySeed, numRuns: 40 },
  );
  // Both happen often enough to mean something.
  expect([open > 20, returned > 5]).toEqual([true, true]);
});
