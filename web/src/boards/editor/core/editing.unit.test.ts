import { describe, expect, it } from 'vitest';
import type { BoardKind, Place, Tile, View } from '../../../../../functions/domain/board.ts';
import { type Action, type Editing, editBoard, startEditing } from './editing.ts';

const tile = (id: string, place: Place | null): Tile => ({
  kind: 'single',
  id,
  title: id,
  place,
  colours: null,
  filter: null,
  filterMode: 'combine',
  alarms: [],
  field: { source: 'statistic', statistic: 'callsIn', title: null, foreground: null },
  appearance: 'text',
  target: null,
});
const board = (tiles: readonly Tile[], displayMode: View['displayMode'] = 'manual', kind: BoardKind = 'dashboard'): Editing =>
  startEditing(
    {
      content: {
        kind,
        name: 'Desk',
        views: [{ id: 'v1', name: 'Main', displayMode, colourMode: 'none', filter: null, tiles: [...tiles] }],
      },
      shared: false,
    },
    'v1',
  );
const placesOf = ({ draft }: Editing) => Object.fromEntries((draft.content.views[0]?.tiles ?? []).map(({ id, place }) => [id, place]));
const after = (start: Editing, ...actions: readonly Action[]) => actions.reduce(editBoard, start);

describe('editBoard', () => {
  it('pushes what is covered to the nearest free place, and says so', () => {
    const end = after(board([tile('a', { x: 0, y: 0, w: 6, h: 4 }), tile('b', { x: 6, y: 0, w: 6, h: 4 })]), {
      kind: 'placeTile',
      tile: 'a',
      place: { x: 6, y: 0, w: 6, h: 4 },
    });
    expect(placesOf(end)).toEqual({ a: { x: 6, y: 0, w: 6, h: 4 }, b: { x: 6, y: 4, w: 6, h: 4 } });
    expect(end.outcome).toEqual({ kind: 'placed', tile: 'a', place: { x: 6, y: 0, w: 6, h: 4 }, resized: false, pushed: ['b'] });
  });

  it('refuses where no place is left for what would be covered, and changes nothing', () => {
    const start = board([tile('a', { x: 0, y: 0, w: 12, h: 16 }), tile('b', { x: 12, y: 0, w: 12, h: 16 })]);
    const end = after(start, { kind: 'placeTile', tile: 'a', place: { x: 0, y: 0, w: 13, h: 16 } });
    expect(end.draft).toBe(start.draft);
    expect(end.past).toEqual([]);
    expect(end.outcome).toEqual({ kind: 'refused', why: 'noRoom', tile: 'a' });
  });

  it('lets neighbours of one size change places by the keyboard where nothing is free', () => {
    const end = after(board([tile('a', { x: 0, y: 0, w: 12, h: 16 }), tile('b', { x: 12, y: 0, w: 12, h: 16 })]), {
      kind: 'stepTile',
      tile: 'a',
      dx: 1,
      dy: 0,
      resize: false,
    });
    expect(placesOf(end)).toEqual({ a: { x: 12, y: 0, w: 12, h: 16 }, b: { x: 0, y: 0, w: 12, h: 16 } });
  });

  it('stops at the edge of the grid', () => {
    const start = board([tile('a', { x: 18, y: 0, w: 6, h: 1 })]);
    const step = { kind: 'stepTile', tile: 'a' } as const;
    expect(after(start, { ...step, dx: 1, dy: 0, resize: false }).outcome).toEqual({ kind: 'refused', why: 'edge', tile: 'a' });
    expect(after(start, { ...step, dx: 0, dy: -1, resize: true }).outcome).toEqual({ kind: 'refused', why: 'edge', tile: 'a' });
    expect(placesOf(after(start, { ...step, dx: -1, dy: 0, resize: true })).a).toEqual({ x: 18, y: 0, w: 5, h: 1 });
  });

  it('gives a new tile the first free place, smaller where there is less room', () => {
    const end = after(board([tile('a', { x: 0, y: 0, w: 24, h: 14 })]), { kind: 'addTile', tile: tile('b', null) });
    expect(placesOf(end).b).toEqual({ x: 0, y: 14, w: 2, h: 2 });
    const full = after(board([tile('a', { x: 0, y: 0, w: 24, h: 16 })]), { kind: 'addTile', tile: tile('b', null) });
    expect(full.outcome).toEqual({ kind: 'refused', why: 'noRoom', tile: 'b' });
  });

  it('refuses a second ticker, and on wallboards what only dashboards have', () => {
    const { title, place, colours, filter, filterMode, alarms } = {
      ...tile('x', null),
      filter: null,
      filterMode: 'combine' as const,
      alarms: [],
    };
    const parts = { title, place, colours, filter, filterMode, alarms };
    const field = { source: 'value', value: 'variable:goal', title: null, foreground: null } as const;
    const ticker: Tile = { kind: 'ticker', id: 'k', ...parts, fields: [field], location: 'top', size: 'normal', speed: 'slow' };
    const once = after(board([], 'uniform'), { kind: 'addTile', tile: ticker });
    expect(after(once, { kind: 'addTile', tile: { ...ticker, id: 'k2' } }).outcome).toEqual({
      kind: 'refused',
      why: 'oneTicker',
      tile: 'k2',
    });
    const work: Tile = { kind: 'worklist', id: 'w', ...parts, rows: 5 };
    expect(after(board([], 'uniform', 'wallboard'), { kind: 'addTile', tile: work }).outcome).toEqual({
      kind: 'refused',
      why: 'notOnWallboard',
      tile: 'w',
    });
  });

  it('loses places when the grid becomes uniform, and begins anew with equal ones', () => {
    const start = board([tile('a', { x: 3, y: 3, w: 2, h: 9 }), tile('b', { x: 9, y: 1, w: 7, h: 3 })]);
    const uniform = after(start, { kind: 'displayMode', mode: 'uniform' });
    expect(placesOf(uniform)).toEqual({ a: null, b: null });
    expect(placesOf(after(uniform, { kind: 'displayMode', mode: 'manual' }))).toEqual({
      a: { x: 0, y: 0, w: 12, h: 16 },
      b: { x: 12, y: 0, w: 12, h: 16 },
    });
    expect(after(uniform, { kind: 'undo' }).draft).toBe(start.draft);
  });

  it('takes typing in one field for one step', () => {
    const typed = (title: string): Action => ({ kind: 'changeTile', tile: { ...tile('a', null), title }, merge: 'title' });
    const end = after(board([tile('a', null)], 'uniform'), typed('G'), typed('Go'), typed('Goa'));
    expect(end.past).toHaveLength(1);
    expect(after(end, { kind: 'undo' }).draft.content.views[0]?.tiles[0]?.title).toBe('a');
    expect(after(end, { kind: 'undo' }, { kind: 'undo' }).outcome).toEqual({ kind: 'nothingToUndo' });
  });

  it('shows the view again in which the undone step was made', () => {
    const second: View = { id: 'v2', name: 'Two', displayMode: 'uniform', colourMode: 'none', filter: null, tiles: [] };
    const end = after(
      board([], 'uniform'),
      { kind: 'addView', view: second },
      { kind: 'addTile', tile: tile('a', null) },
      { kind: 'showView', view: 'v1' },
    );
    expect(end.view).toBe('v1');
    expect(after(end, { kind: 'undo' }).view).toBe('v2');
    expect(after(end, { kind: 'removeView', view: 'v2' }, { kind: 'removeView', view: 'v1' }).outcome).toEqual({
      kind: 'refused',
      why: 'lastView',
      tile: null,
    });
  });
});
