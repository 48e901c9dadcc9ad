import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { statistics } from './statistics.ts';

interface Listed {
  readonly entry: number | null;
  readonly line: number | null;
  readonly printed: string;
  readonly group: string;
  readonly ids: readonly string[];
}

const idsOf = (text: string): readonly string[] =>
  text.split(' ').flatMap((id) => {
    const [, stem, first, last] = /^(.*?)(\d+)\.\.(\d+)$/.exec(id) ?? [];
    if (stem === undefined || first === undefined || last === undefined) return [id];
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => `${stem}${Number(first) + n}`);
  });
const numberOrNull = (text: string): number | null => (text === '-' ? null : Number(text));

const readList = (): readonly Listed[] => {
  let group = '';
  const listed: Listed[] = [];
  for (const row of readFileSync(new URL('names.txt', import.meta.url), 'utf8').split('\n')) {
    if (row === '' || row.startsWith('#')) continue;
    if (row.startsWith('[')) {
      group = row.slice(1, -1);
      continue;
    }
    const [entry = '', line = '', printed = '', ids = ''] = row.split(' | ');
    listed.push({ entry: numberOrNull(entry), line: numberOrNull(line), printed, group, ids: idsOf(ids) });
  }
  return listed;
};

/** The names of an entry's columns, from how the manual prints them together. */
const namesOf = ({ printed, ids }: Listed): readonly string[] => {
  if (ids.length === 1) return [printed];
  const range = /^(.*) 1 to (\d+)$/.exec(printed);
  if (range !== null) return Array.from({ length: Number(range[2]) }, (_, n) => `${range[1]} ${n + 1}`);
  if (printed.includes('Xs or ')) {
    return printed.split(' or ').flatMap((one) => [1, 2, 3, 4, 5, 6].map((slot) => one.replace('Xs', `X${slot}s`)));
  }
  return printed.split(' / ');
};

const listed = readList();
const manual = listed.filter((one) => one.entry !== null);

describe('the catalogue against the list of the manual', () => {
  test('every entry of the list is in the catalogue, with its columns in their order, and nothing else is', () => {
    const expected = manual.map((one) => ({ entry: one.entry, line: one.line, group: one.group, names: namesOf(one), ids: one.ids }));
    const found = manual.map(({ entry }) => {
      const columns = statistics.filter((statistic) => statistic.entry === entry);
      return {
        entry,
        line: columns[0]?.line,
        group: columns[0]?.group,
        names: columns.map(({ name }) => name),
        ids: columns.map(({ id }) => id),
      };
    });
    expect(found).toEqual(expected);
    const entries = new Set(manual.map(({ entry }) => entry));
    expect(statistics.filter(({ entry }) => entry !== null && !entries.has(entry))).toEqual([]);
  });

  test('all columns of an entry stand at the same line and in the same group', () => {
    for (const { entry } of manual) {
      const places = statistics.filter((statistic) => statistic.entry === entry).map(({ line, group }) => `${line} ${group}`);
      expect(new Set(places).size).toBe(1);
    }
  });

  test('what is ours is listed too, and marked', () => {
    const ours = listed.filter((one) => one.entry === null);
    const columns = statistics.filter((statistic) => statistic.ours);
    expect(columns.map(({ id, name }) => `${name} ${id}`)).toEqual(ours.map(({ printed, ids }) => `${printed} ${ids[0]}`));
    expect(columns.every(({ entry, line, words }) => entry === null && line === null && words.startsWith('Ours: '))).toBe(true);
  });

  test('292 entries, 478 columns, 15 of ours, every id once', () => {
    expect(manual.map(({ entry }) => entry)).toEqual(Array.from({ length: 292 }, (_, n) => n + 1));
    expect(statistics.filter(({ ours }) => !ours).length).toBe(478);
    expect(statistics.filter(({ ours }) => ours).length).toBe(15);
    expect(new Set(statistics.map(({ id }) => id)).size).toBe(493);
    expect(statistics.filter(({ id }) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
  });

  test.each([
    ['call lists', 1, 42, 58],
    ['grouped', 43, 239, 367],
    ['configuration', 240, 242, 3],
    ['ACD status', 243, 251, 9],
    ['DND status', 252, 257, 6],
    ['active calls', 258, 286, 29],
    ['clock', 287, 292, 6],
  ])('%s: entries %i to %i are %i columns', (_, first, last, columns) => {
    expect(statistics.filter(({ entry }) => entry !== null && entry >= first && entry <= last).length).toBe(columns);
  });

  test.each([
    ['Advanced', 4, 4],
    ['Call Info', 17, 17],
    ['Call Times', 7, 7],
    ['Devices / Agents', 13, 25],
    ['Tag Fields', 1, 5],
    ['Account Codes', 1, 10],
    ['ACD Times', 23, 23],
    ['Call Times (%)', 5, 27],
    ['Call Times (Average)', 12, 12],
    ['Call Times (Min/Max)', 34, 34],
    ['Call Times (Total)', 17, 39],
    ['Call Totals', 32, 32],
    ['Call Totals (%)', 27, 27],
    ['DND Times (%)', 2, 21],
    ['DND Times (Average)', 2, 21],
    ['DND Times (Maximum)', 2, 21],
    ['DND Times (Total)', 2, 21],
    ['DND Totals', 2, 21],
    ["Report's Call Totals (%)", 30, 30],
    ["Report's Call Times (%)", 6, 28],
    ['Device Info', 3, 3],
    ['ACD', 9, 9],
    ['DND', 6, 6],
    ['Active Call Statistics', 29, 29],
    ['Miscellaneous', 6, 6],
  ])('group %s has %i entries in %i columns', (group, entries, columns) => {
    const found = statistics.filter((statistic) => !statistic.ours && statistic.group === group);
    expect([new Set(found.map(({ entry }) => entry)).size, found.length]).toEqual([entries, columns]);
  });
});
