import {
  type BoardContent,
  boardLimits,
  type FilterRef,
  mayStandOn,
  type Place,
  type Tile,
  type View,
} from '../../../../../functions/domain/board.ts';
import { arrangePlaces, computePlaces, findRoom, fitPlace, overlaps, type Placed, swapPlaces } from './places.ts';
import { usualSize } from './usual-size.ts';

/** What is edited and saved together. */
export interface Draft {
  readonly content: BoardContent;
  readonly shared: boolean;
}

interface Step {
  readonly draft: Draft;
  /** The view that was shown, so that one sees what undo brings back. */
  readonly view: string;
}

export type Refusal = 'noRoom' | 'uniform' | 'oneTicker' | 'notOnWallboard' | 'tooManyTiles' | 'tooManyViews' | 'lastView' | 'edge';

/** What came of the last action, to be said in words. */
export type Outcome =
  | { readonly kind: 'added' | 'copied' | 'removed' | 'changed'; readonly tile: string }
  | { readonly kind: 'placed'; readonly tile: string; readonly place: Place; readonly resized: boolean; readonly pushed: readonly string[] }
  | { readonly kind: 'ordered'; readonly tile: string; readonly to: number; readonly of: number }
  | { readonly kind: 'settings' | 'undone' | 'redone' | 'nothingToUndo' | 'nothingToRedo' | 'loaded' }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly tile: string | null };

export interface Editing {
  readonly draft: Draft;
  /** Id of the view shown. */
  readonly view: string;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** What the last step was about: typing on in the same field is one step to undo. */
  readonly merge: string | null;
  readonly outcome: Outcome | null;
  /** Grows with every action, so that the same words are said again. */
  readonly count: number;
}

export type ViewSettings = Partial<Pick<View, 'name' | 'colourMode'> & { readonly filter: FilterRef | null }>;

export type Edit =
  | { readonly kind: 'addTile'; readonly tile: Tile }
  | { readonly kind: 'copyTile'; readonly tile: string; readonly id: string }
  /** `merge` names what is being typed. */
  | { readonly kind: 'changeTile'; readonly tile: Tile; readonly merge: string | null }
  | { readonly kind: 'removeTile'; readonly tile: string }
  | { readonly kind: 'placeTile'; readonly tile: string; readonly place: Place }
  /** By the keyboard: one cell further, or larger. */
  | { readonly kind: 'stepTile'; readonly tile: string; readonly dx: number; readonly dy: number; readonly resize: boolean }
  | { readonly kind: 'orderTile'; readonly tile: string; readonly to: number }
  | { readonly kind: 'changeView'; readonly set: ViewSettings; readonly merge: string | null }
  | { readonly kind: 'displayMode'; readonly mode: View['displayMode'] }
  | { readonly kind: 'addView'; readonly view: View }
  | { readonly kind: 'removeView'; readonly view: string }
  | { readonly kind: 'orderView'; readonly view: string; readonly to: number }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'share'; readonly shared: boolean }
  | { readonly kind: 'replace'; readonly draft: Draft };

export type Action = Edit | { readonly kind: 'undo' } | { readonly kind: 'redo' } | { readonly kind: 'showView'; readonly view: string };

/** Steps that can be undone; older ones are forgotten. */
export const undoSteps = 200;

type Result = { readonly draft: Draft; readonly outcome: Outcome; readonly view?: string } | { readonly refused: Refusal };

/** Tiles of a manual view that have no place yet get one, where there is room; else they keep none. */
const settleView = (view: View): View => {
  if (view.displayMode === 'uniform') return view;
  let tiles: readonly Tile[] = view.tiles;
  for (const tile of view.tiles) {
    if (tile.kind === 'ticker' || tile.place !== null) continue;
    const taken = placedTiles(tiles).map(({ place }) => place);
    const place = findRoom(taken, usualSize(tile.kind));
    tiles = tiles.map((each) => (each.id === tile.id ? { ...each, place } : each));
  }
  return { ...view, tiles: [...tiles] };
};

/** The draft as the editor begins with it: every tile of a manual view has a place. */
export const settleDraft = (draft: Draft): Draft => ({
  ...draft,
  content: { ...draft.content, views: draft.content.views.map(settleView) },
});

export const startEditing = (draft: Draft, view: string): Editing => ({
  draft,
  view: draft.content.views.some(({ id }) => id === view) ? view : (draft.content.views[0]?.id ?? view),
  past: [],
  future: [],
  merge: null,
  outcome: null,
  count: 0,
});

/** The view shown. A board has one at least. */
export const viewOf = ({ draft, view }: Pick<Editing, 'draft' | 'view'>): View => {
  const found = draft.content.views.find(({ id }) => id === view) ?? draft.content.views[0];
  if (found === undefined) throw new Error('a board without a view');
  return found;
};

/** Tiles that have a place of their own; a ticker runs along an edge. */
export const placedTiles = (tiles: readonly Tile[]): readonly Placed[] =>
  tiles.flatMap(({ id, kind, place }) => (kind === 'ticker' || place === null ? [] : [{ id, place }]));

const moved = <T>(list: readonly T[], from: number, to: number): readonly T[] => {
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...list.slice(from, from + 1));
};

const withView = (draft: Draft, view: View): Draft => ({
  ...draft,
  content: { ...draft.content, views: draft.content.views.map((each) => (each.id === view.id ? view : each)) },
});
const withTiles = (draft: Draft, view: View, tiles: readonly Tile[]): Draft => withView(draft, { ...view, tiles: [...tiles] });
const withPlaces = (draft: Draft, view: View, places: ReadonlyMap<string, Place>): Draft =>
  withTiles(
    draft,
    view,
    view.tiles.map((tile) => ({ ...tile, place: places.get(tile.id) ?? tile.place })),
  );

const refusalOf = (content: BoardContent, view: View, tile: Tile): Refusal | null => {
  if (view.tiles.length >= boardLimits.tiles) return 'tooManyTiles';
  if (!mayStandOn(content.kind, tile.kind)) return 'notOnWallboard';
  if (tile.kind === 'ticker' && view.tiles.some(({ kind }) => kind === 'ticker')) return 'oneTicker';
  return null;
};

const addTile = (draft: Draft, view: View, tile: Tile, kind: 'added' | 'copied'): Result => {
  const refused = refusalOf(draft.content, view, tile);
  if (refused !== null) return { refused };
  const outcome = { kind, tile: tile.id };
  if (view.displayMode === 'uniform' || tile.kind === 'ticker')
    return { draft: withTiles(draft, view, [...view.tiles, { ...tile, place: null }]), outcome };
  const place = findRoom(
    placedTiles(view.tiles).map((each) => each.place),
    tile.place ?? usualSize(tile.kind),
  );
  return place === null ? { refused: 'noRoom' } : { draft: withTiles(draft, view, [...view.tiles, { ...tile, place }]), outcome };
};

const placeTile = (draft: Draft, view: View, id: string, wanted: Place): Result => {
  const tile = view.tiles.find((each) => each.id === id);
  if (tile === undefined || tile.kind === 'ticker' || view.displayMode === 'uniform') return { refused: 'uniform' };
  const places = computePlaces(placedTiles(view.tiles), id, wanted);
  const place = places?.get(id);
  if (places === null || place === undefined) return { refused: 'noRoom' };
  const resized = tile.place === null || tile.place.w !== place.w || tile.place.h !== place.h;
  const pushed = [...places.keys()].filter((each) => each !== id);
  return { draft: withPlaces(draft, view, places), outcome: { kind: 'placed', tile: id, place, resized, pushed } };
};

/** A cell further. Where pushing finds no room, a neighbour of the same size changes places with it. */
const stepTile = (draft: Draft, view: View, { tile: id, dx, dy, resize }: Extract<Edit, { readonly kind: 'stepTile' }>): Result => {
  const tile = view.tiles.find((each) => each.id === id);
  if (tile === undefined || tile.place === null || view.displayMode === 'uniform') return { refused: 'uniform' };
  const { x, y, w, h } = tile.place;
  const wanted = resize ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h };
  const fitted = fitPlace(wanted);
  if (fitted.x !== wanted.x || fitted.y !== wanted.y || fitted.w !== wanted.w || fitted.h !== wanted.h) return { refused: 'edge' };
  const pushed = placeTile(draft, view, id, wanted);
  if (resize || !('refused' in pushed)) return pushed;
  const placed = placedTiles(view.tiles);
  const inTheWay = placed.find((other) => other.id !== id && overlaps(other.place, wanted));
  const places = inTheWay === undefined ? null : swapPlaces(placed, id, inTheWay.id);
  const place = places?.get(id);
  if (inTheWay === undefined || places === null || place === undefined) return pushed;
  return { draft: withPlaces(draft, view, places), outcome: { kind: 'placed', tile: id, place, resized: false, pushed: [inTheWay.id] } };
};

const orderTile = (draft: Draft, view: View, id: string, wanted: number): Result => {
  const from = view.tiles.findIndex((tile) => tile.id === id);
  const to = Math.min(view.tiles.length - 1, Math.max(0, wanted));
  if (from < 0 || from === to) return { refused: 'edge' };
  return {
    draft: withTiles(draft, view, moved(view.tiles, from, to)),
    outcome: { kind: 'ordered', tile: id, to, of: view.tiles.length },
  };
};

/** Places and sizes are lost (L2105): uniform tiles have none, manual ones start as the uniform grid stood. */
const changeMode = (draft: Draft, view: View, mode: View['displayMode']): Result => {
  const free = view.tiles.filter(({ kind }) => kind !== 'ticker');
  const places = mode === 'manual' ? arrangePlaces(free.length) : [];
  const tiles = view.tiles.map((tile) => ({ ...tile, place: places[free.indexOf(tile)] ?? null }));
  return { draft: withView(draft, { ...view, displayMode: mode, tiles }), outcome: { kind: 'settings' } };
};

const withViews = (draft: Draft, views: readonly View[]): Draft => ({ ...draft, content: { ...draft.content, views: [...views] } });

const removeView = ({ draft, view }: Editing, id: string): Result => {
  const { views } = draft.content;
  if (views.length === 1) return { refused: 'lastView' };
  const rest = views.filter((each) => each.id !== id);
  const at = views.findIndex((each) => each.id === id);
  const next = view === id ? (rest[Math.min(at, rest.length - 1)]?.id ?? view) : view;
  return { draft: withViews(draft, rest), view: next, outcome: { kind: 'settings' } };
};

const apply = (editing: Editing, edit: Edit): Result => {
  const { draft } = editing;
  const view = viewOf(editing);
  const settings = { kind: 'settings' } as const;
  switch (edit.kind) {
    case 'addTile':
      return addTile(draft, view, edit.tile, 'added');
    case 'copyTile': {
      const tile = view.tiles.find(({ id }) => id === edit.tile);
      return tile === undefined ? { refused: 'edge' } : addTile(draft, view, { ...tile, id: edit.id }, 'copied');
    }
    case 'changeTile':
      return {
        draft: withTiles(
          draft,
          view,
          // Places change by placing alone: what is typed into properties must not bring an old one back.
          view.tiles.map((tile) => (tile.id === edit.tile.id ? { ...edit.tile, place: tile.place } : tile)),
        ),
        outcome: { kind: 'changed', tile: edit.tile.id },
      };
    case 'removeTile':
      return {
        draft: withTiles(
          draft,
          view,
          view.tiles.filter(({ id }) => id !== edit.tile),
        ),
        outcome: { kind: 'removed', tile: edit.tile },
      };
    case 'placeTile':
      return placeTile(draft, view, edit.tile, edit.place);
    case 'stepTile':
      return stepTile(draft, view, edit);
    case 'orderTile':
      return orderTile(draft, view, edit.tile, edit.to);
    case 'changeView':
      return { draft: withView(draft, { ...view, ...edit.set }), outcome: settings };
    case 'displayMode':
      return edit.mode === view.displayMode ? { refused: 'edge' } : changeMode(draft, view, edit.mode);
    case 'addView':
      if (draft.content.kind === 'wallboard' || draft.content.views.length >= boardLimits.views) return { refused: 'tooManyViews' };
      return { draft: withViews(draft, [...draft.content.views, edit.view]), view: edit.view.id, outcome: settings };
    case 'removeView':
      return removeView(editing, edit.view);
    case 'orderView': {
      const from = draft.content.views.findIndex(({ id }) => id === edit.view);
      const to = Math.min(draft.content.views.length - 1, Math.max(0, edit.to));
      if (from < 0 || from === to) return { refused: 'edge' };
      return { draft: withViews(draft, moved(draft.content.views, from, to)), outcome: settings };
    }
    case 'rename':
      return { draft: { ...draft, content: { ...draft.content, name: edit.name } }, outcome: settings };
    case 'share':
      return { draft: { ...draft, shared: edit.shared }, outcome: settings };
    case 'replace':
      return { draft: edit.draft, outcome: { kind: 'loaded' } };
  }
};

const mergeOf = (edit: Edit): string | null => {
  if (edit.kind === 'changeTile') return edit.merge === null ? null : `${edit.tile.id} ${edit.merge}`;
  if (edit.kind === 'changeView') return edit.merge === null ? null : `view ${edit.merge}`;
  return edit.kind === 'rename' ? 'rename' : null;
};

const tileOf = (edit: Edit): string | null => {
  if (!('tile' in edit)) return null;
  return typeof edit.tile === 'string' ? edit.tile : edit.tile.id;
};

const isThere = (draft: Draft, view: string): boolean => draft.content.views.some(({ id }) => id === view);

/** One pure step of the editor. Whatever changes the draft can be undone; what is refused changes nothing but the outcome. */
export const editBoard = (editing: Editing, action: Action): Editing => {
  const { draft, view, past, future } = editing;
  const count = editing.count + 1;
  if (action.kind === 'showView')
    return isThere(draft, action.view) ? { ...editing, view: action.view, merge: null, outcome: null, count } : editing;
  if (action.kind === 'undo') {
    const last = past.at(-1);
    if (last === undefined) return { ...editing, outcome: { kind: 'nothingToUndo' }, count };
    return { ...last, past: past.slice(0, -1), future: [...future, { draft, view }], merge: null, outcome: { kind: 'undone' }, count };
  }
  if (action.kind === 'redo') {
    const next = future.at(-1);
    if (next === undefined) return { ...editing, outcome: { kind: 'nothingToRedo' }, count };
    return { ...next, past: [...past, { draft, view }], future: future.slice(0, -1), merge: null, outcome: { kind: 'redone' }, count };
  }
  const result = apply(editing, action);
  if ('refused' in result) return { ...editing, outcome: { kind: 'refused', why: result.refused, tile: tileOf(action) }, count };
  const merge = mergeOf(action);
  const goesOn = merge !== null && merge === editing.merge && past.length > 0;
  const shown = result.view ?? view;
  return {
    draft: result.draft,
    view: isThere(result.draft, shown) ? shown : (result.draft.content.views[0]?.id ?? shown),
    past: goesOn ? past : [...past, { draft, view }].slice(-undoSteps),
    future: [],
    merge,
    outcome: result.outcome,
    count,
  };
};

/** Whether there is anything that saving would change. */
export const isSame = (a: Draft, b: Draft): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
