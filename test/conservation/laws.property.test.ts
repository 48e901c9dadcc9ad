import { expect, it } from 'vitest';
import { factsOf } from '../../functions/reports/testing/memory-lake.ts';
import { createDice } from '../faults/seeds.ts';
import { sitesOf, tell, timeoutMs } from './calls-of-test.ts';
import { countFaults } from './count-laws.ts';
import { cutLinks, lineFaults } from './line-faults.ts';
import { type Fault, type Known, rowFaults } from './row-laws.ts';
import { foldRows, type Rows, rowsOfLines, type Site, simulateSite } from './simulated-site.ts';

const faultsOf = (rows: Rows, site: Site, known: Known): readonly Fault[] => {
  const facts = factsOf({ calls: [...rows.calls.values()], segments: [...rows.segments.values()] });
  return [...rowFaults(rows, site.config, known), ...countFaults(facts, site.config)];
};

/** The first broken law of a site with its rows; all of them would fill screens. */
const expectLawful = (faults: readonly Fault[], site: Site): void => {
  const [first] = faults;
  if (first !== undefined) expect.fail(`${site.name}, ${faults.length} faults, first: ${first.law}: ${JSON.stringify(first.rows)}`);
};

const countsOf = (names: Iterable<string>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};
const addUp = (sums: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, many] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + many;
};

it(
  'laws hold over days of both businesses',
  () => {
    const { calls, seeds } = sitesOf(540, 6);
    const told: Record<string, number> = {};
    for (const seed of seeds) {
      const site = simulateSite(seed, calls);
      const rows = rowsOfLines(site.config, site.lines);
      expectLawful(faultsOf(rows, site, { overlaps: true, goesBack: false }), site);
      addUp(told, { lines: site.lines.length, events: rows.events, calls: rows.calls.size, segments: rows.segments.size });
      addUp(told, countsOf([...rows.calls.values()].map((call) => `${call.callType} ${call.direction} ${call.outcome}`)));
    }
    tell('laws', told);
    expect(told.calls).toBeGreaterThan(calls * seeds.length * 0.8);
    expect(told).toMatchObject({ 'external in answered': expect.any(Number), 'external in lost': expect.any(Number) });
  },
  timeoutMs,
);

const cut = { name: 'the link is cut', overlaps: false, goesBack: false };
const damagedRuns = [
  ...lineFaults.map(({ name, overlaps, goesBack = false, apply }) => ({
    name,
    known: { overlaps, goesBack },
    rowsOf: (site: Site, seed: number) => rowsOfLines(site.config, apply(site.lines, createDice(seed))),
  })),
  {
    name: cut.name,
    known: cut,
    rowsOf: (site: Site, seed: number) => foldRows(site.config, cutLinks(site.config, site.lines, createDice(seed))),
  },
];

/** How each fault is listed, apart from what any day has. */
const listedAs: Readonly<Record<string, string>> = {
  'one line in a hundred damaged': 'unrecognised',
  'lines late by minutes': 'unknownCall',
  'copies minutes and hours later': 'unknownCall',
  'the clock is put back': 'outOfOrderTime',
  'the link is cut': 'inferredEnd',
};

it.each(damagedRuns)(
  'laws hold when: $name',
  ({ name, known, rowsOf }) => {
    const { calls, seeds } = sitesOf(140, 2);
    const told: Record<string, number> = {};
    for (const seed of seeds) {
      const site = simulateSite(seed, calls);
      const rows = rowsOf(site, seed);
      expectLawful(faultsOf(rows, site, known), site);
      addUp(told, { calls: rows.calls.size, ...countsOf([...rows.anomalies.values()].map(({ kind }) => kind)) });
    }
    tell(name, told);
    const listed = listedAs[name];
    if (listed !== undefined) expect(told[listed], `${name} is listed as ${listed}`).toBeGreaterThan(0);
  },
  timeoutMs,
);
