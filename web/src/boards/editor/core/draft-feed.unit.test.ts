import { describe, expect, it } from 'vitest';
import type { Tile, View } from '../../../../../functions/domain/board.ts';
import { emptyFeed } from '../../core/feed.ts';
import { draftFeed } from './draft-feed.ts';
import { effectiveFilter, knownFigures, previewQuestions } from './preview.ts';

const tile = (id: string, statistic: string, extra: Partial<Extract<Tile, { kind: 'single' }>> = {}): Tile => ({
  kind: 'single',
  id,
  title: null,
  place: null,
  colours: null,
  filter: null,
  filterMode: 'combine',
  alarms: [],
  field: { source: 'statistic', statistic, title: null, foreground: null },
  appearance: 'text',
  target: null,
  ...extra,
});
const view = (tiles: readonly Tile[], filter: View['filter'] = null): View => ({
  id: 'v1',
  name: 'Main',
  displayMode: 'uniform',
  colourMode: 'none',
  filter,
  tiles: [...tiles],
});
const filters = [
  { id: 'externalCalls', name: 'External Calls', builtIn: true, spec: { callType: 'external' }, words: 'external' },
  { id: 'desk', name: 'Desk', builtIn: false, spec: { extension: '1001' }, words: 'extension 1001' },
];
const reading = { value: 7, perMs: 0, asOf: 1_000 };

describe('previewQuestions', () => {
  it('asks nothing that the saved view tells, wherever the tile stands now', () => {
    const saved = view([tile('a', 'callsIn')]);
    const draft = view([tile('b', 'callsIn'), tile('a', 'callsIn')]);
    expect([...knownFigures(draft, saved)]).toEqual([
      ['b/0', 'a/0'],
      ['a/0', 'a/0'],
    ]);
    expect(previewQuestions(draft, saved, filters)).toEqual([]);
  });

  it('asks once for each filter, with those of view and tile joined', () => {
    const draft = view(
      [
        tile('a', 'callsIn'),
        tile('b', 'callsOut'),
        tile('c', 'callsIn', { filter: { kind: 'saved', id: 'desk' } }),
        tile('d', 'callsIn', { filter: { kind: 'saved', id: 'desk' }, filterMode: 'replace' }),
      ],
      { kind: 'builtIn', id: 'externalCalls' },
    );
    expect(previewQuestions(draft, null, filters).map(({ filter, statistics }) => ({ filter, statistics }))).toEqual([
      { filter: { callType: 'external' }, statistics: ['callsIn', 'callsOut'] },
      { filter: { callType: 'external', extension: '1001' }, statistics: ['callsIn'] },
      { filter: { extension: '1001' }, statistics: ['callsIn'] },
    ]);
  });

  it('knows that a replaced filter without one of its own is none', () => {
    expect(effectiveFilter({ kind: 'builtIn', id: 'externalCalls' }, tile('a', 'callsIn', { filterMode: 'replace' }), filters)).toBeNull();
  });

  it('asks anew when the view filter changes', () => {
    const saved = view([tile('a', 'callsIn')]);
    const draft = view([tile('a', 'callsIn')], { kind: 'builtIn', id: 'externalCalls' });
    expect(knownFigures(draft, saved).size).toBe(0);
  });
});

describe('draftFeed', () => {
  it('tells figures over and puts answers where they are wanted', () => {
    const saved = view([tile('a', 'callsIn')]);
    const draft = view([tile('b', 'callsIn'), tile('c', 'callsOut')]);
    const [question] = previewQuestions(draft, saved, []);
    if (question === undefined) throw new Error('nothing is asked');
    const feed = draftFeed(
      { ...emptyFeed(0), figures: new Map([['a/0', reading]]) },
      draft,
      saved,
      [{ question, answers: [{ statistic: 'callsOut', value: 3, perMs: 0, asOf: 2_000 }] }],
      [],
    );
    expect([...feed.figures]).toEqual([
      ['b/0', { value: 7, perMs: 0, asOf: 1_000 }],
      ['c/0', { value: 3, perMs: 0, asOf: 2_000 }],
    ]);
  });
});
