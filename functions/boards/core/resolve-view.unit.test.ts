import { describe, expect, test } from 'vitest';
import { viewSchema } from '../../domain/board.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { parseFilter } from '../../statistics/filters.ts';
import { resolveView } from './resolve-view.ts';
import { standardBoards } from './standard-boards.ts';

const config = siteConfigSchema.parse({
  devices: [
    { number: '5001', type: 'agent', name: 'Alice' },
    { number: '5002', type: 'agent', name: 'Ben' },
    { number: '5003', type: 'agent', name: 'Cy' },
    { number: '1001', type: 'extension', name: 'Front desk' },
    { number: 'T-1', type: 'trunk', name: 'Line 1' },
  ],
  settings: { ringCategories: [10, 20, 30, 40, 50, 60] },
});
const filters = new Map([['reservations', { name: 'Reservations', spec: { huntGroup: '2000' } }]]);
const values = new Map([['variable:target', 'Sales target']]);
const show = (tiles: readonly object[], filter: object | null = null, around = { filters, values, config }) =>
  resolveView(viewSchema.parse({ id: 'v', name: 'V', displayMode: 'uniform', colourMode: 'none', filter, tiles }), around);
const statistic = (id: string, more: object = {}) => ({ source: 'statistic', statistic: id, ...more });
const saved = { kind: 'saved', id: 'reservations' };
const own = (spec: object, name = '') => ({ kind: 'own', name, spec });

describe('filters of view and tile (L2857-2863)', () => {
  const lost = { kind: 'single', id: 't', field: statistic('callsLost') };
  test.each([
    ['none', null, {}, null],
    ['the view’s', saved, {}, { huntGroup: '2000' }],
    ['both', saved, { filter: own({ callType: 'external' }) }, { huntGroup: '2000', callType: 'external' }],
    ['both on one field', saved, { filter: own({ huntGroup: '2001,2000' }) }, { huntGroup: '2000', and: [{ huntGroup: '2001,2000' }] }],
    ['the tile’s instead', saved, { filter: own({ callType: 'external' }), filterMode: 'replace' }, { callType: 'external' }],
    ['nothing instead', saved, { filterMode: 'replace' }, null],
    ['statuses narrow no figure', own({ agentStatus: ['free'] }), {}, null],
  ])('%s', (_what, view, tile, expected) => {
    const { figures, faults } = show([{ ...lost, ...tile }], view);
    expect([figures, faults]).toEqual([[{ id: 't/0', statistic: 'callsLost', filter: expected }], []]);
    if (expected !== null) expect(parseFilter(expected)).toHaveProperty('filter');
  });

  test('are told with their names and words, and with what nothing can be', () => {
    const { viewFilter, tileFilters } = show([{ ...lost, filter: own({ callType: 'internal' }, 'Internal') }], {
      kind: 'builtIn',
      id: 'externalCalls',
    });
    expect(viewFilter).toEqual({ name: 'External Calls', words: 'external', mode: 'combine', conflicts: [] });
    expect(tileFilters).toEqual({
      t: {
        name: 'Internal',
        words: 'internal',
        mode: 'combine',
        conflicts: ['the view asks "external", the tile "internal": nothing is both'],
      },
    });
  });

  test('one that is gone is a fault, and the tile shows nothing rather than other figures', () => {
    const gone = { kind: 'saved', id: 'gone' };
    expect(show([{ ...lost, filter: gone }])).toMatchObject({
      figures: [],
      faults: [{ tile: 't', detail: 'its saved filter was deleted; choose another one' }],
      fields: { 't/0': { title: 'Calls Lost' } },
    });
    expect(show([lost, { ...lost, id: 'u', filterMode: 'replace' }], gone)).toMatchObject({
      figures: [{ id: 'u/0', filter: null }],
      faults: [{ tile: 't', detail: 'of the view: its saved filter was deleted; choose another one' }],
      viewFilter: null,
    });
  });
});

describe('fields', () => {
  test('have the site’s headings or their own titles', () => {
    const { fields } = show([
      {
        kind: 'multi',
        id: 'm',
        fields: [
          statistic('answeredWithin2'),
          statistic('callsLost', { title: 'Missed' }),
          { source: 'value', value: 'variable:target' },
          { source: 'value', value: 'variable:target', title: 'Goal' },
        ],
      },
    ]);
    expect(Object.entries(fields).map(([id, { title, type }]) => [id, title, type])).toEqual([
      ['m/0', 'Answered <= 20s', 'count'],
      ['m/1', 'Missed', 'count'],
      ['m/2', 'Sales target', 'value'],
      ['m/3', 'Goal', 'value'],
    ]);
  });

  test('that are gone are faults of their own, and the others stay', () => {
    const { faults, figures } = show([
      {
        kind: 'ticker',
        id: 'k',
        fields: [statistic('callsLost'), statistic('callsGone'), { source: 'value', value: 'external:crm:deals' }],
      },
    ]);
    expect(figures.map(({ id }) => id)).toEqual(['k/0']);
    expect(faults.map(({ detail }) => detail)).toEqual([
      'there is no statistic "callsGone"',
      'its variable or external data was deleted; choose another one',
    ]);
  });

  test.each([
    ['site', 'serviceLevel'],
    ['F1', 'serviceLevelF1'],
    ['F5', 'serviceLevelF5'],
  ])('a service level tile by %s shows %s', (formula, expected) => {
    expect(show([{ kind: 'serviceLevel', id: 's', formula }]).figures).toEqual([{ id: 's/0', statistic: expected, filter: null }]);
  });

  test.each([
    ['site', 'F3, target 10 s: answered within the target ÷ answered and lost Calls Inbound: every lost call counts as bad.'],
    ['F2', 'F2, target 10 s: answered within the target ÷ answered Calls Inbound: lost calls count nowhere.'],
  ])('service level by %s says which formula and target it is', (formula, words) => {
    expect(show([{ kind: 'serviceLevel', id: 's', formula }]).fields['s/0']?.words).toBe(words);
  });

  test('a graph has its present figure too; lists that need the calls themselves say so', () => {
    const graph = { kind: 'graph', id: 'g', field: statistic('callsInbound', { template: 'callsByTrunk' }) };
    expect(show([graph])).toMatchObject({
      figures: [{ id: 'g/0', statistic: 'callsInbound', template: 'callsByTrunk' }],
      needsLive: false,
    });
    expect(show([{ kind: 'queues', id: 'q' }]).needsLive).toBe(true);
    expect(show([{ kind: 'worklist', id: 'w' }]).needsLive).toBe(false);
  });
});

describe('grids', () => {
  const grid = (kind: string, columns: readonly string[], more: object = {}) => ({
    kind: 'grid',
    id: 'g',
    grid: kind,
    columns: [{ source: 'property', property: 'state' }, ...columns.map((id) => statistic(id))],
    ...more,
  });

  test('a column of statistics is a figure a row, narrowed to the row', () => {
    const shown = show([grid('agents', ['callsInAns', 'timeInFree', 'callsActive'], { filter: own({ agent: '5001-5002' }) })], saved);
    expect(shown.rows).toEqual({ g: ['5001', '5002'] });
    expect(shown.gridFilters).toEqual({ g: { agent: '5001-5002', huntGroup: '2000' } });
    expect(shown.figures.slice(0, 3)).toEqual([
      {
        id: 'g/1/5001',
        statistic: 'callsInAns',
        template: 'callsByAgent',
        filter: { huntGroup: '2000', agent: '5001-5002', and: [{ agent: '5001' }] },
      },
      {
        id: 'g/2/5001',
        statistic: 'timeInFree',
        template: 'callsByAgent',
        filter: { huntGroup: '2000', agent: '5001-5002', and: [{ agent: '5001' }] },
      },
      {
        id: 'g/3/5001',
        statistic: 'callsActive',
        template: 'site',
        filter: { huntGroup: '2000', agent: '5001-5002', and: [{ agent: '5001' }] },
      },
    ]);
    expect(shown.figures).toHaveLength(6);
    expect(Object.keys(shown.fields)).toEqual(['g/1', 'g/2', 'g/3']);
    expect(shown.needsLive).toBe(true);
  });

  test.each([
    ['extensions', 'callsInbound', { id: 'g/1/1001', template: 'callsByExtension', filter: { extension: '1001' } }],
    ['trunks', 'callsOutbound', { id: 'g/1/T-1', template: 'callsByTrunk', filter: { trunk: 'T\\-1' } }],
  ])('of %s count under their own report', (kind, id, expected) => {
    expect(show([grid(kind, [id])]).figures).toEqual([{ statistic: id, ...expected }]);
  });

  test('a statistic that the report of the rows does not offer is a fault', () => {
    const { faults, figures } = show([grid('extensions', ['timeInFree'])]);
    expect(figures).toEqual([]);
    expect(faults).toEqual([{ tile: 'g', detail: '"Time In Free" is not offered by Calls by Extension; give one of callsByAgent' }]);
    expect(show([grid('calls', ['callsLost'])]).faults[0]?.detail).toContain('properties of the call');
  });

  test('more rows than can have figures are cut row by row, and said so', () => {
    const many = siteConfigSchema.parse({ devices: Array.from({ length: 300 }, (_, i) => ({ number: `${5000 + i}`, type: 'agent' })) });
    const shown = show(
      [
        grid(
          'agents',
          Array.from({ length: 8 }, () => 'callsInAns'),
        ),
      ],
      null,
      { filters, values, config: many },
    );
    expect(shown.rows.g).toHaveLength(300);
    expect(shown.figures).toHaveLength(1_000);
    expect(shown.faults).toEqual([
      { tile: 'g', detail: 'figures are shown for the first 125 of 300 rows; narrow it by a filter to see the others' },
    ]);
  });
});

test.each(standardBoards)('$id can be shown on any site, without a fault', ({ content }) => {
  for (const view of content.views) {
    const { faults, figures } = resolveView(view, { filters, values, config });
    expect(faults).toEqual([]);
    expect(figures.length).toBeGreaterThanOrEqual(8);
  }
});
