import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportContent } from '../../../../functions/domain/report.ts';
import { type DraftAction, draftFaults, drawable, editReport, isAsBegun, listedColumns, newReport, partOfPointer } from './report-draft.ts';
import { groupReport, groupTemplate } from './report-fixture.ts';

const listed = (content: ReportContent): readonly string[] =>
  listedColumns(content, true).map((item) => (item.kind === 'key' ? 'key' : item.column.statistic));

describe('columns', () => {
  it('stand in their order with what the report is grouped by at its place', () => {
    expect(listed(groupReport)).toEqual(['callsInbound', 'key', 'avgAnswerTimeIn', 'callsLost']);
    expect(listed(editReport(groupReport, { kind: 'move', from: 1, to: 3, keyed: true }))).toEqual([
      'callsInbound',
      'avgAnswerTimeIn',
      'callsLost',
      'key',
    ]);
    expect(listed(editReport(groupReport, { kind: 'move', from: 3, to: 0, keyed: true }))).toEqual([
      'callsLost',
      'callsInbound',
      'key',
      'avgAnswerTimeIn',
    ]);
  });

  it('are added once, and removed with all that spoke of them', () => {
    expect(editReport(groupReport, { kind: 'add', statistic: 'callsLost' })).toBe(groupReport);
    expect(listed(editReport(groupReport, { kind: 'add', statistic: 'callsAnswered' })).at(-1)).toBe('callsAnswered');
    const without = editReport(groupReport, { kind: 'remove', statistic: 'callsLost' });
    expect(without).toMatchObject({ sort: [{ column: 'key' }], chart: { columns: ['callsInbound'] } });
    expect(editReport(without, { kind: 'remove', statistic: 'callsInbound' })).toMatchObject({ chart: null, key: { place: 0 } });
  });

  it('are drawn under the heads that the report gives them', () => {
    const rest = { entry: null, group: '', unit: '', templates: [], live: false, licence: null, words: '', formula: '', ours: false };
    const known = ['callsInbound', 'callsLost'].map((id) => ({
      ...rest,
      id,
      name: id,
      heading: `Head ${id}`,
      type: 'count' as const,
      line: null,
      ruleSet: 1,
    }));
    expect(drawable(groupReport, known, groupTemplate).map(({ id, heading }) => [id, heading])).toEqual([
      ['callsInbound', 'In'],
      ['callsLost', 'Head callsLost'],
    ]);
  });

  it('are 50 at most', () => {
    const full = Array.from({ length: 60 }, (_, i) => `c${i}`).reduce<ReportContent>(
      (content, statistic) => editReport(content, { kind: 'add', statistic }),
      groupReport,
    );
    expect(full.columns).toHaveLength(50);
  });

  it('keep every column once and the key among them, whatever is done', () => {
    const step: fc.Arbitrary<DraftAction> = fc.oneof(
      fc.record({ kind: fc.constant('move' as const), from: fc.nat(9), to: fc.nat(9), keyed: fc.constant(true) }),
      fc.record({ kind: fc.constant('add' as const), statistic: fc.constantFrom('a', 'b', 'c', 'callsLost') }),
      fc.record({ kind: fc.constant('remove' as const), statistic: fc.constantFrom('a', 'b', 'callsLost', 'callsInbound') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const content = steps.reduce<ReportContent>(editReport, groupReport);
        const ids = listed(content);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.indexOf('key')).toBe(content.key.place);
        for (const { column } of content.sort) expect(ids).toContain(column);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

it('begins anew with another template, and keeps what has nothing to do with it', () => {
  const start = {
    template: 'callsByStartTime',
    columns: ['callsInbound'],
    sort: [{ column: 'key', descending: false }],
    format: 'date' as const,
  };
  expect(editReport(groupReport, { kind: 'template', start })).toEqual({
    ...newReport(start),
    name: 'Groups',
    category: 'Mine',
    description: '',
    filter: { kind: 'saved', id: 'leeds' },
    range: { named: 'lastDays', days: 3 },
    dailyWindow: { from: '09:00', to: '17:00' },
  });
  expect(newReport(start)).toMatchObject({
    template: 'callsByStartTime',
    format: 'date',
    columns: [{ statistic: 'callsInbound', header: null, width: null, display: null }],
    key: { place: 0, header: null },
    chart: null,
  });
});

it('knows a report that nobody has touched: its columns and its chart are as they began', () => {
  const start = { template: 'callsByStartTime', columns: ['callsInbound', 'callsLost'], sort: [], format: null };
  const begun = newReport(start);
  expect(isAsBegun(editReport(begun, { kind: 'set', patch: { name: 'Mine', range: { named: 'yesterday' } } }), start)).toBe(true);
  expect(isAsBegun(editReport(begun, { kind: 'column', statistic: 'callsLost', patch: { header: 'Gone' } }), start)).toBe(false);
  expect(isAsBegun(editReport(begun, { kind: 'move', from: 0, to: 1, keyed: false }), start)).toBe(false);
  expect(isAsBegun({ ...begun, chart: { kind: 'bar', columns: ['callsLost'] } }, start)).toBe(false);
});

it('says what keeps a report from being saved, and where', () => {
  expect(draftFaults(groupReport)).toEqual([]);
  const empty = { ...groupReport, name: ' ', category: '', columns: [], dailyWindow: { from: '09:00', to: '09:00' } };
  expect(draftFaults(empty).map(({ part, detail }) => `${part}: ${detail}`)).toEqual([
    'about: Give the report a name.',
    'about: Choose a category, or write a new one.',
    'columns: Choose at least one column.',
    'when: The hours of the day end when they begin: nothing would be in them.',
  ]);
  expect(
    ['#/content/columns/2/display', '#/content/sort/0', '#/name', '#/content/chart/columns/1', '#/content/range'].map(partOfPointer),
  ).toEqual(['columns', 'sort', 'about', 'chart', 'when']);
});
