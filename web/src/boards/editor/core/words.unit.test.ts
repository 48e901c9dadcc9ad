import { describe, expect, it } from 'vitest';
import type { Alarm, BoardContent, Tile } from '../../../../../functions/domain/board.ts';
import type { PublicStatistic } from '../../../figures/core/public-types.ts';
import { alarmFields, newAlarm } from './alarm-fields.ts';
import { alarmActions, alarmCondition } from './alarm-words.ts';
import { compareDrafts } from './compare-drafts.ts';
import { computeFaults, faultAt, faultsBelow, placeInContent, placeOfFault } from './content-faults.ts';
import type { DataTile } from './data-tile.ts';
import { computeDraftShown } from './draft-shown.ts';
import { choiceOf, findFields, oftenGroup } from './field-choice.ts';
import { freshId } from './fresh-ids.ts';
import { mediaFault } from './media-types.ts';
import { outcomeWords } from './outcome-words.ts';

const statistic = (id: string, extra: Partial<PublicStatistic> = {}): PublicStatistic => ({
  id,
  name: id,
  heading: id,
  entry: 1,
  group: 'Call Totals',
  type: 'count',
  unit: 'calls',
  templates: ['site', 'callsByAgent'],
  live: true,
  licence: null,
  words: 'Calls that came in.',
  formula: '',
  line: 1,
  ours: false,
  ruleSet: 1,
  ...extra,
});
const statistics = [
  statistic('callsIn', { heading: 'Calls In' }),
  statistic('timeInFree', { heading: 'Time Free', group: 'ACD Times', type: 'duration', templates: ['callsByAgent'] }),
  statistic('currentTime', { heading: 'Time', group: 'Miscellaneous', type: 'timeOfDay', templates: [] }),
  statistic('historyOnly', { live: false }),
];
const values = [
  { id: 'variable:goal', name: 'Goal', kind: 'variable', value: '100', at: '2026-03-02T09:00:00.000Z', failing: null },
  { id: 'external:crm:open', name: 'Open tickets', kind: 'external', value: null, at: '2026-03-02T09:00:00.000Z', failing: 'no answer' },
] as const;
const alarm: Alarm = {
  id: 'a1',
  field: 0,
  comparison: 'above',
  value: 90_000,
  to: null,
  word: 'Late',
  flash: true,
  background: '#b3211a',
  foreground: null,
  fill: false,
  sound: { sound: 'bell', times: 2 },
};
const tile = (id: string, extra: Partial<Extract<Tile, { kind: 'single' }>> = {}): DataTile => ({
  kind: 'single',
  id,
  title: null,
  place: null,
  colours: null,
  filter: null,
  filterMode: 'combine',
  alarms: [],
  field: { source: 'statistic', statistic: 'callsIn', title: null, foreground: null },
  appearance: 'text',
  target: null,
  ...extra,
});
const content = (tiles: readonly Tile[], name = 'Desk'): BoardContent => ({
  kind: 'dashboard',
  name,
  views: [{ id: 'v1', name: 'Main', displayMode: 'uniform', colourMode: 'none', filter: null, tiles: [...tiles] }],
});
const shownOf = (tiles: readonly Tile[]) => {
  const board = content(tiles);
  const [view] = board.views;
  if (view === undefined) throw new Error('no view');
  return computeDraftShown(board, view, { board: 'b1', version: 1 }, { statistics, values, filters: [] });
};

describe('findFields', () => {
  const ids = (words: string, use: 'any' | 'number' | 'graph' = 'any') =>
    findFields(statistics, values, words, use).flatMap(({ name, choices }) => choices.map((each) => `${name}: ${each.name}`));
  it('has what is live, in the groups of the catalogue, and values from outside behind', () => {
    expect(ids('')).toEqual([
      'Call Totals: Calls In',
      'ACD Times: Time Free',
      'Miscellaneous: Time',
      'Global variables: Goal',
      'External data: Open tickets',
    ]);
    expect(ids('external')).toEqual(['External data: Open tickets']);
    expect(ids('', 'graph')).toEqual(['Call Totals: Calls In']);
    expect(ids('', 'number')).not.toContain('Miscellaneous: Time');
  });
  it('puts what most boards show before all others', () => {
    const groups = findFields([statistic('callsLost'), statistic('other'), statistic('callsInbound')], [], '');
    expect(oftenGroup(groups)?.choices.map(({ name }) => name)).toEqual(['callsInbound', 'callsLost']);
    expect(oftenGroup([])).toBeNull();
  });
  it('names the report of what no site as a whole has', () => {
    expect(choiceOf({ source: 'statistic', statistic: 'timeInFree', title: null, foreground: null }, statistics, [])?.field).toEqual({
      source: 'statistic',
      statistic: 'timeInFree',
      template: 'callsByAgent',
      title: null,
      foreground: null,
    });
  });
});

describe('computeDraftShown', () => {
  it('has titles and types of fields, and says what is gone', () => {
    const gone = tile('t2', { field: { source: 'value', value: 'variable:old', title: null, foreground: null } });
    const shown = shownOf([tile('t1'), gone, tile('t3', { filter: { kind: 'saved', id: 'deleted' } })]);
    expect(shown.fields['t1/0']).toEqual({ title: 'Calls In', type: 'count', words: 'Calls that came in.' });
    expect(shown.faults).toEqual([
      { tile: 't2', detail: 'variable:old is not to be had any more.' },
      { tile: 't3', detail: 'The filter of this tile was deleted; choose another.' },
    ]);
  });
});

describe('alarms', () => {
  it('are told in words', () => {
    expect(alarmCondition(alarm, 'duration')).toBe('above 00:01:30');
    expect(alarmCondition({ ...alarm, comparison: 'between', value: 0.5, to: 0.8 }, 'percentage')).toBe('from 50 % to 80 %');
    expect(alarmActions(alarm)).toBe('flashes, other background, plays a sound 2 times');
  });
  it('watch what is a number, and begin red', () => {
    expect(alarmFields(tile('t1'), shownOf([tile('t1')]))).toEqual([{ index: 0, name: 'Calls In', type: 'count' }]);
    const clock = tile('t1', { field: { source: 'statistic', statistic: 'currentTime', title: null, foreground: null } });
    expect(alarmFields(clock, shownOf([clock]))).toEqual([]);
    expect(newAlarm([alarm], [{ index: 0, name: 'Share', type: 'percentage' }])).toMatchObject({
      id: 'a2',
      comparison: 'below',
      value: 0.8,
      background: '#b3211a',
    });
    expect(newAlarm([], [])).toBeNull();
  });
});

describe('faults', () => {
  const broken = content([tile('t1'), tile('t2', { appearance: 'gauge', target: null })]);
  it('stand where they belong', () => {
    const faults = computeFaults(broken);
    expect(faults).toEqual([{ pointer: '#/views/0/tiles/1/target', detail: 'a gauge needs a target' }]);
    expect(faultAt(faultsBelow(faults, '#/views/0/tiles/1'), '#/target')).toBe('A gauge needs a target');
    expect(placeOfFault(broken, { pointer: '#/views/0/tiles/1/target', detail: '' })).toEqual({ view: 'v1', tile: 't2' });
    expect(placeOfFault(broken, { pointer: '#/name', detail: '' })).toEqual({ view: null, tile: null });
  });
  it('of the server are moved to the content', () => {
    expect(placeInContent([{ pointer: '#/content/views/0/filter', detail: 'gone' }])).toEqual([
      { pointer: '#/views/0/filter', detail: 'gone' },
    ]);
  });
  it('do not mix up tile 1 and tile 10', () => {
    expect(faultsBelow([{ pointer: '#/views/0/tiles/10/title', detail: 'x' }], '#/views/0/tiles/1')).toEqual([]);
  });
});

describe('compareDrafts', () => {
  it('says in what two drafts differ', () => {
    const mine = { content: content([tile('t1'), tile('t2', { title: 'Mine' })], 'A'), shared: false };
    const theirs = { content: content([tile('t1', { title: 'Other' }), tile('t3')], 'B'), shared: true };
    expect(compareDrafts(mine, theirs, ({ id }) => id)).toEqual([
      'The board is called “A” in yours, “B” in theirs',
      'Theirs is shared, yours is not',
      't1: properties differ',
      't2: only in yours',
      't3: only in theirs',
    ]);
    expect(compareDrafts(mine, mine, ({ id }) => id)).toEqual([]);
    const turned = { ...mine, content: content([tile('t2', { title: 'Mine' }), tile('t1')], 'A') };
    expect(compareDrafts(mine, turned, ({ id }) => id)).toEqual(['The tiles stand in another order']);
  });
});

describe('outcomeWords', () => {
  const nameOf = (id: string): string => `Tile ${id}`;
  it('says where a tile is and who made way', () => {
    const place = { x: 6, y: 0, w: 6, h: 4 };
    expect(outcomeWords({ kind: 'placed', tile: 'a', place, resized: false, pushed: ['b'] }, nameOf)).toBe(
      'Tile a is at column 7, row 1. Tile b made way.',
    );
    expect(outcomeWords({ kind: 'placed', tile: 'a', place, resized: true, pushed: [] }, nameOf)).toBe('Tile a is 6 wide and 4 high.');
    expect(outcomeWords({ kind: 'ordered', tile: 'a', to: 0, of: 3 }, nameOf)).toBe('Tile a is number 1 of 3.');
  });
});

describe('small ones', () => {
  it('never give an id twice', () => {
    expect(freshId('t', ['t1', 't3'])).toBe('t4');
    expect(freshId('t', ['t1', 't2'])).toBe('t3');
    expect(freshId('v', [])).toBe('v1');
  });
  it('refuse files that would be refused later', () => {
    expect(mediaFault('image', { type: 'image/png', size: 10 })).toBeNull();
    expect(mediaFault('image', { type: 'image/svg+xml', size: 10 })).toBe('This is no PNG, JPEG, WebP or GIF file.');
    expect(mediaFault('sound', { type: 'audio/mpeg', size: 6_000_000 })).toBe('The file is larger than 5 MB.');
  });
});
