import { describe, expect, it } from 'vitest';
import { alarmNumbers } from './alarm-numbers.ts';
import { type BoardFeed, emptyFeed } from './feed.ts';
import { agentFixture, callFixture, extensionFixture, liveFixture, nine, shownFixture } from './grid-fixture.ts';
import { gridRows } from './grid-rows.ts';
import type { GridTile } from './grid-tile.ts';
import { pageOf } from './page-of.ts';
import { sortedRows } from './sorted-rows.ts';

const property = (name: string) => ({ source: 'property', property: name });
const columns = (names: readonly string[]) => names.map(property);
const external = callFixture('1F01', { contactName: 'Smith Ltd' });
const internal = callFixture('1F02', {
  callType: 'internal',
  state: 'ringing',
  extension: '1002',
  extensionName: 'Stores',
  callingExtension: '1001',
  callingExtensionName: 'Reception',
  outsideNumber: null,
});
const live = liveFixture({
  calls: [external, internal],
  agents: [
    agentFixture('5010', { state: 'busy', extension: '1001', call: external.key }),
    agentFixture('502', { state: 'loggedOut', huntGroups: ['2001'] }),
    agentFixture('5003', { state: 'wrap', huntGroups: ['2001', '2002'] }),
  ],
  extensions: [
    extensionFixture('1001', { state: 'busy', call: external.key }),
    extensionFixture('1002', { state: 'ringing', call: internal.key }),
    extensionFixture('1003', { state: 'idle', dnd: true, dndMessage: '1', dndText: 'at lunch' }),
    extensionFixture('1004', { state: 'offline' }),
  ],
  trunks: [
    { key: '94001', name: 'SIP 1', state: 'busy', since: external.since, call: external.key },
    { key: '94002', name: 'SIP 2', state: 'idle', since: external.since, call: null },
  ],
});
const feed: BoardFeed = {
  ...emptyFeed(nine + 65_000),
  live,
  figures: new Map([['g/1/5010', { value: 60_000, perMs: 1, asOf: nine + 60_000 }]]),
};
const rowsOf = (tile: object, gridFilters: Record<string, Record<string, unknown>> = {}, isHidden = false) => {
  const shown = shownFixture([{ id: 'g', kind: 'grid', ...tile }], {
    fields: { 'g/1': { title: 'Talk', type: 'duration', words: '' } },
    gridFilters,
  });
  const [grid] = shown.view.tiles;
  return { grid: grid as GridTile, around: { shown, feed, zone: 'Europe/London', isHidden: () => isHidden } };
};
const texts = (tile: object, gridFilters?: Record<string, Record<string, unknown>>, isHidden?: boolean) => {
  const { grid, around } = rowsOf(tile, gridFilters, isHidden);
  return gridRows(grid, around).map(({ state, cells }) => [state.tone, ...cells.map(({ text }) => text)]);
};

describe('gridRows', () => {
  it('shows agents by number, coloured by what they do, with figures of theirs', () => {
    expect(
      texts({
        grid: 'agents',
        columns: [property('agent'), { source: 'statistic', statistic: 'talkTime' }, ...columns(['state', 'callWith', 'timeInState'])],
      }),
    ).toEqual([
      ['white', '502', '–', 'Logged out', '–', '1:05'],
      ['yellow', '5003', '–', 'Wrap-up', '–', '1:05'],
      ['red', '5010', '00:01:05', 'Busy', 'Smith Ltd 01632960000', '1:05'],
    ]);
  });

  it('leaves out who is logged out or offline where that is wanted', () => {
    expect(texts({ grid: 'agents', columns: columns(['agent']), hideAbsent: true })).toEqual([
      ['yellow', '5003'],
      ['red', '5010'],
    ]);
    expect(texts({ grid: 'extensions', columns: columns(['extension']), hideAbsent: true }).map(([, number]) => number)).toEqual([
      '1001',
      '1002',
      '1003',
    ]);
  });

  it('colours calls by direction and tells ringing in from ringing out', () => {
    expect(texts({ grid: 'calls', columns: columns(['state', 'party', 'direction']) })).toEqual([
      ['yellow', 'In progress', 'Smith Ltd 01632960000', 'Inbound'],
      ['white', 'Ringing in', 'Reception 1001', 'Internal'],
    ]);
  });

  it('shows each end of an internal call the other one', () => {
    expect(texts({ grid: 'extensions', columns: columns(['extension', 'state', 'callWith', 'dndMessage']) })).toEqual([
      ['yellow', '1001', 'In progress', 'Smith Ltd 01632960000', '–'],
      ['white', '1002', 'Ringing in', 'Reception', '–'],
      ['white', '1003', 'Do not disturb', '–', '1 at lunch'],
      ['grey', '1004', 'Offline', '–', '–'],
    ]);
  });

  it('shows trunks while they carry a call, and hides numbers where it must', () => {
    expect(texts({ grid: 'trunks', columns: columns(['name', 'outsideNumber']) })).toEqual([['yellow', 'SIP 1', '01632960000']]);
    const hidden = callFixture('1F03', { outsideNumber: null });
    const { grid, around } = rowsOf({ grid: 'calls', columns: columns(['outsideNumber']) }, {}, true);
    const rows = gridRows(grid, { ...around, feed: { ...feed, live: liveFixture({ calls: [hidden] }) } });
    expect(rows.map(({ cells }) => cells[0]?.text)).toEqual(['Hidden']);
  });

  it('keeps to the filters of view and tile', () => {
    expect(texts({ grid: 'agents', columns: columns(['agent']) }, { g: { huntGroup: '2002' } })).toEqual([['yellow', '5003']]);
    expect(texts({ grid: 'agents', columns: columns(['agent']) }, { g: { agentStatus: ['loggedOut'] } })).toEqual([['white', '502']]);
    expect(
      texts({ grid: 'extensions', columns: columns(['extension']) }, { g: { extension: '1001-1003', and: [{ extension: '!1002' }] } }),
    ).toEqual([
      ['yellow', '1001'],
      ['white', '1003'],
    ]);
    expect(texts({ grid: 'extensions', columns: columns(['extension']) }, { g: { deviceStatus: ['idle', 'busy'] } }).length).toBe(2);
    expect(texts({ grid: 'calls', columns: columns(['extension']) }, { g: { callType: 'internal' } })).toEqual([['white', '1002']]);
    expect(texts({ grid: 'calls', columns: columns(['extension']) }, { g: { direction: 'out' } })).toEqual([['white', '1002']]);
  });
});

describe('sortedRows', () => {
  const { grid, around } = rowsOf({
    grid: 'agents',
    columns: [property('agent'), { source: 'statistic', statistic: 'talkTime' }, property('name')],
  });
  const rows = gridRows(grid, around);
  const keys = (column: number, descending: boolean) => sortedRows(rows, { column, descending }).map(({ key }) => key);
  it('sorts numbers as numbers, either way', () => {
    expect(keys(0, false)).toEqual(['502', '5003', '5010']);
    expect(keys(0, true)).toEqual(['5010', '5003', '502']);
    expect(sortedRows(rows, null)).toBe(rows);
  });
  it('puts what is not known last either way', () => {
    expect(keys(1, false)).toEqual(['5010', '502', '5003']);
    expect(keys(1, true)).toEqual(['5010', '502', '5003']);
  });
});

it('turns pages of what does not fit', () => {
  expect(pageOf([1, 2, 3, 4, 5], 2, 0)).toEqual({ page: 0, pages: 3, rows: [1, 2] });
  expect(pageOf([1, 2, 3, 4, 5], 2, 5)).toEqual({ page: 2, pages: 3, rows: [5] });
  expect(pageOf([], 4, 7)).toEqual({ page: 0, pages: 1, rows: [] });
});

describe('alarmNumbers', () => {
  it('takes every row of a column', () => {
    const { grid, around } = rowsOf({ grid: 'agents', columns: [property('timeInState'), { source: 'statistic', statistic: 'talkTime' }] });
    expect(alarmNumbers(grid, 0, around, null)).toEqual([65_000, 65_000, 65_000]);
    expect(alarmNumbers(grid, 1, around, null)).toEqual([null, null, 65_000]);
    expect(alarmNumbers(grid, 0, { ...around, feed: { ...feed, live: null } }, null)).toEqual([null]);
  });
  it('reads a variable as a number where it is one', () => {
    const shown = shownFixture([{ id: 's', kind: 'single', field: { source: 'value', value: 'variable:a' } }]);
    const of = (value: string | null) => {
      const values = new Map([['variable:a', { id: 'variable:a', value, at: '2026-03-02T09:00:00.000Z', failing: null }]]);
      const [tile] = shown.view.tiles;
      return tile === undefined
        ? []
        : alarmNumbers(tile, 0, { shown, feed: { ...feed, values }, zone: 'UTC', isHidden: () => false }, null);
    };
    expect(of('1,234.5')).toEqual([1234.5]);
    expect(of('-3')).toEqual([-3]);
    expect(of('none')).toEqual([null]);
    expect(of(null)).toEqual([null]);
  });
});
