import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoardContent, boardContentSchema, placeGrid, type Tile, type View } from '../../../../../functions/domain/board.ts';
import { type Action, type Draft, type Editing, editBoard, isSame, placedTiles, startEditing } from './editing.ts';
import { arrangePlaces, overlaps } from './places.ts';

const single = (id: string): Tile => ({
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
});
const ticker = (id: string): Tile => ({
  kind: 'ticker',
  id,
  title: null,
  place: null,
  colours: null,
  filter: null,
  filterMode: 'combine',
  alarms: [],
  fields: [{ source: 'statistic', statistic: 'callsIn', title: null, foreground: null }],
  location: 'bottom',
  size: 'normal',
  speed: 'normal',
});
const view = (id: string, tiles: readonly Tile[], displayMode: View['displayMode']): View => ({
  id,
  name: id,
  displayMode,
  colourMode: 'background',
  filter: null,
  tiles: [...tiles],
});
const dashboard = (count: number): Draft => {
  const places = arrangePlaces(count);
  const tiles = places.map((place, i) => ({ ...single(`t${i}`), place }));
  const content: BoardContent = { kind: 'dashboard', name: 'Desk', views: [view('v1', tiles, 'manual')] };
  return { content, shared: false };
};

const tileId = fc.integer({ min: 0, max: 14 }).map((n) => `t${n}`);
const cell = fc.integer({ min: -4, max: 30 });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('addTile' as const),
    tile: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 100, max: 140 }).map((n) => single(`t${n}`)) }, fc.constant(ticker('t99'))),
  }),
  fc.record({
    kind: fc.constant('placeTile' as const),
    tile: tileId,
    place: fc.record({ x: cell, y: cell, w: cell, h: cell }),
  }),
  fc.record({
    kind: fc.constant('stepTile' as const),
    tile: tileId,
    dx: fc.constantFrom(-1, 0, 1),
    dy: fc.constantFrom(-1, 0, 1),
    resize: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('orderTile' as const), tile: tileId, to: cell }),
  fc.record({ kind: fc.constant('removeTile' as const), tile: tileId }),
  fc.record({ kind: fc.constant('copyTile' as const), tile: tileId, id: fc.integer({ min: 200, max: 240 }).map((n) => `t${n}`) }),
  fc.record({ kind: fc.constant('displayMode' as const), mode: fc.constantFrom('uniform' as const, 'manual' as const) }),
  fc.record({ kind: fc.constant('rename' as const), name: fc.constantFrom('A', 'B') }),
  fc.record({
    kind: fc.constant('changeTile' as const),
    tile: tileId.map((id) => ({ ...single(id), title: 'Other' })),
    merge: fc.constantFrom(null, 'title'),
  }),
  fc.record({ kind: fc.constant('addView' as const), view: fc.constantFrom('v2', 'v3').map((id) => view(id, [], 'uniform')) }),
  fc.record({ kind: fc.constant('removeView' as const), view: fc.constantFrom('v1', 'v2', 'v3') }),
  fc.record({ kind: fc.constant('orderView' as const), view: fc.constantFrom('v1', 'v2', 'v3'), to: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constant('showView' as const), view: fc.constantFrom('v1', 'v2', 'v3') }),
);
const withUndo = fc.oneof(
  { weight: 6, arbitrary: action },
  { weight: 1, arbitrary: fc.constantFrom<Action>({ kind: 'undo' }, { kind: 'redo' }) },
);

/** Ids stay apart: what would add one twice is left out, as the page draws fresh ones. */
const isFresh = (editing: Editing, step: Action): boolean => {
  const ids = new Set(editing.draft.content.views.flatMap(({ id, tiles }) => [id, ...tiles.map((tile) => tile.id)]));
  if (step.kind === 'addTile') return !ids.has(step.tile.id);
  if (step.kind === 'copyTile') return !ids.has(step.id);
  if (step.kind === 'addView') return !ids.has(step.view.id);
  return true;
};
const run = (start: Editing, steps: readonly Action[]): Editing =>
  steps.reduce((now, step) => (isFresh(now, step) ? editBoard(now, step) : now), start);

const expectSound = ({ draft }: Editing): void => {
  for (const { tiles, displayMode } of draft.content.views) {
    const places = placedTiles(tiles).map(({ place }) => place);
    for (const { x, y, w, h } of places)
      expect(x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= placeGrid.columns && y + h <= placeGrid.rows).toBe(true);
    for (const [i, a] of places.entries()) for (const b of places.slice(i + 1)) expect(overlaps(a, b)).toBe(false);
    const free = tiles.filter(({ kind }) => kind !== 'ticker').length;
    expect(places.length).toBe(displayMode === 'uniform' ? 0 : free);
  }
};

describe('whatever is done to a board', () => {
  it('keeps places on the grid and apart, and the content one that can be saved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 }), fc.array(withUndo, { maxLength: 40 }), (count, steps) => {
        const end = run(startEditing(dashboard(count), 'v1'), steps);
        expectSound(end);
        expect(boardContentSchema.safeParse(end.draft.content).error).toBeUndefined();
        expect(end.draft.content.views.some(({ id }) => id === end.view)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('comes back exactly by undo, and forth again by redo', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.array(action, { maxLength: 40 }), (count, steps) => {
        const start = startEditing(dashboard(count), 'v1');
        const before = JSON.stringify(start.draft);
        const end = run(start, steps);
        const after = JSON.stringify(end.draft);
        const undone = end.past.reduce<Editing>((now) => editBoard(now, { kind: 'undo' }), end);
        expect(JSON.stringify(undone.draft)).toBe(before);
        const redone = undone.future.reduce<Editing>((now) => editBoard(now, { kind: 'redo' }), undone);
        expect(JSON.stringify(redone.draft)).toBe(after);
        expect(isSame(redone.draft, end.draft)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
