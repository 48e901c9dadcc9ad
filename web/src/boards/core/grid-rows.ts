import { type Column, figureId, type ShownView, type Tile } from '../../../../functions/domain/board.ts';
import type { LiveAgent, LiveCall, LiveExtension, LiveTrunk } from '../../../../functions/domain/live.ts';
import { formatFigure } from '../../figures/core/format-figure.ts';
import { isFigureType } from '../../figures/core/public-types.ts';
import { farEnd } from '../../live/core/views.ts';
import { formatDuration } from '../../time/core/format.ts';
import type { BoardFeed, GridRow } from './feed.ts';
import { figureAt } from './figure-now.ts';
import { agentFilter, callFilter, extensionFilter, trunkFilter } from './grid-filter.ts';
import { agentRowState, callRowState, extensionRowState, type RowState, trunkRowState } from './row-state.ts';

export type GridTile = Extract<Tile, { kind: 'grid' }>;

/** What a cell says, and what it is sorted and alarmed by; null = nothing to say. */
export interface Cell {
  readonly text: string;
  readonly by: number | string | null;
}
export interface Row {
  readonly key: string;
  readonly row: GridRow;
  readonly state: RowState;
  readonly cells: readonly Cell[];
}

const dash: Cell = { text: '–', by: null };
const word = (text: string | null | undefined): Cell => (text === null || text === undefined || text === '' ? dash : { text, by: text });
const number = (value: number | null): Cell => (value === null ? dash : { text: value.toLocaleString('en-GB'), by: value });
const elapsed = (since: number | null | undefined, now: number): Cell =>
  since === null || since === undefined ? dash : { text: formatDuration(now - since), by: Math.max(0, now - since) };

/** Everything cells are made of. */
interface Around {
  readonly now: number;
  readonly callOf: (call: string | null) => LiveCall | undefined;
  /** The reader may not see its outside number. */
  readonly isHidden: (call: LiveCall) => boolean;
}

const directionWord = (call: LiveCall | undefined): Cell =>
  call === undefined ? dash : word(call.callType === 'internal' ? 'Internal' : call.direction === 'in' ? 'Inbound' : 'Outbound');

const partyOf = (call: LiveCall | undefined, { isHidden }: Around): Cell => {
  if (call === undefined) return dash;
  const { main, extra } = farEnd(call, isHidden(call));
  return word(extra === '' ? main : `${main} ${extra}`);
};

const numberOf = (call: LiveCall | undefined, { isHidden }: Around): Cell => {
  if (call === undefined || call.callType === 'internal') return dash;
  return word(call.outsideNumber ?? (isHidden(call) ? 'Hidden' : call.direction === 'in' ? 'Withheld' : null));
};

/** The far end of the call as its device sees it: for an internal call the other extension. */
const callWith = (own: string | null, call: LiveCall | undefined, around: Around): Cell => {
  if (call === undefined || call.callType !== 'internal') return partyOf(call, around);
  return own !== null && call.callingExtension === own
    ? word(call.extensionName ?? call.extension)
    : word(call.callingExtensionName ?? call.callingExtension);
};

const dndText = ({ dndMessage, dndText: text }: Pick<LiveAgent, 'dndMessage' | 'dndText'>): Cell =>
  word([dndMessage, text].filter(Boolean).join(' '));

const agentCell = (agent: LiveAgent, property: string, state: RowState, around: Around): Cell => {
  const call = around.callOf(agent.call);
  switch (property) {
    case 'state':
      return word(state.word);
    case 'agent':
      return word(agent.key);
    case 'name':
      return word(agent.name);
    case 'extension':
      return word(agent.extension);
    case 'huntGroups':
      return word(agent.huntGroups.join(', '));
    case 'timeInState':
      return elapsed(agent.since, around.now);
    case 'dndMessage':
      return dndText(agent);
    case 'callWith':
      return callWith(agent.extension, call, around);
    case 'callTime':
      return elapsed(call?.startedAt, around.now);
    default:
      return dash;
  }
};

const callCell = (call: LiveCall, property: string, state: RowState, around: Around): Cell => {
  switch (property) {
    case 'state':
      return word(state.word);
    case 'direction':
      return directionWord(call);
    case 'type':
      return word(call.callType === 'internal' ? 'Internal' : 'External');
    case 'party':
      return partyOf(call, around);
    case 'outsideNumber':
      return numberOf(call, around);
    case 'contactName':
      return word(call.contactName);
    case 'extension':
      return word(call.extension);
    case 'extensionName':
      return word(call.extensionName ?? call.extension);
    case 'agent':
      return word(call.agent);
    case 'agentName':
      return word(call.agentName ?? call.agent);
    case 'callingExtension':
      return word(call.callingExtension);
    case 'huntGroup':
      return word(call.huntGroup);
    case 'huntGroupName':
      return word(call.huntGroupName ?? call.huntGroup);
    case 'trunk':
      return word(call.trunkName ?? call.trunk);
    case 'ddi':
      return word(call.ddi);
    case 'dnis':
      return word(call.dnis);
    case 'timeInState':
      return elapsed(call.since, around.now);
    case 'callTime':
      return elapsed(call.startedAt, around.now);
    case 'waitTime':
      return call.answeredAt === null ? elapsed(call.waitingSince, around.now) : dash;
    case 'position':
      return number(call.position);
    case 'segments':
      return number(call.segmentCount);
    default:
      return dash;
  }
};

const extensionCell = (extension: LiveExtension, property: string, state: RowState, around: Around): Cell => {
  const call = around.callOf(extension.call);
  switch (property) {
    case 'state':
      return word(state.word);
    case 'extension':
      return word(extension.key);
    case 'name':
      return word(extension.name);
    case 'user':
      return word(extension.userName);
    case 'agent':
      return word(extension.agent);
    case 'agentName':
      return word(extension.agentName);
    case 'timeInState':
      return elapsed(extension.since, around.now);
    case 'dndMessage':
      return extension.dnd ? dndText(extension) : dash;
    case 'direction':
      return directionWord(call);
    case 'callWith':
      return callWith(extension.key, call, around);
    case 'callTime':
      return elapsed(call?.startedAt, around.now);
    default:
      return dash;
  }
};

const trunkCell = (trunk: LiveTrunk, property: string, state: RowState, around: Around): Cell => {
  const call = around.callOf(trunk.call);
  switch (property) {
    case 'state':
      return word(state.word);
    case 'trunk':
      return word(trunk.key);
    case 'name':
      return word(trunk.name);
    case 'direction':
      return directionWord(call);
    case 'outsideNumber':
      return numberOf(call, around);
    case 'contactName':
      return word(call?.contactName);
    case 'extension':
      return word(call?.extension);
    case 'timeInState':
      return elapsed(trunk.since, around.now);
    case 'callTime':
      return elapsed(call?.startedAt, around.now);
    default:
      return dash;
  }
};

const propertyCell = (row: GridRow, property: string, state: RowState, around: Around): Cell => {
  switch (row.grid) {
    case 'agents':
      return agentCell(row.item, property, state, around);
    case 'calls':
      return callCell(row.item, property, state, around);
    case 'extensions':
      return extensionCell(row.item, property, state, around);
    case 'trunks':
      return trunkCell(row.item, property, state, around);
  }
};

const stateOf = (row: GridRow, { callOf }: Around): RowState => {
  switch (row.grid) {
    case 'agents':
      return agentRowState(row.item);
    case 'calls':
      return callRowState(row.item);
    case 'extensions':
      return extensionRowState(row.item, callOf(row.item.call));
    case 'trunks':
      return trunkRowState(callOf(row.item.call));
  }
};

/** Calls oldest first; devices by number: a row keeps its place while its state changes. */
const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

const itemsOf = (tile: GridTile, shown: ShownView, feed: BoardFeed): readonly GridRow[] => {
  const { live } = feed;
  if (live === null) return [];
  const filter = shown.gridFilters[tile.id] ?? {};
  switch (tile.grid) {
    case 'agents':
      return live.agents
        .filter(agentFilter(filter))
        .filter(({ state }) => !tile.hideAbsent || state !== 'loggedOut')
        .map((item) => ({ grid: 'agents', item }) as const);
    case 'calls':
      return [...live.calls]
        .filter(callFilter(filter))
        .sort((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1))
        .map((item) => ({ grid: 'calls', item }) as const);
    case 'extensions':
      return live.extensions
        .filter(extensionFilter(filter))
        .filter(({ state }) => !tile.hideAbsent || state !== 'offline')
        .map((item) => ({ grid: 'extensions', item }) as const);
    case 'trunks':
      return live.trunks
        .filter(trunkFilter(filter))
        .filter(({ call }) => call !== null)
        .map((item) => ({ grid: 'trunks', item }) as const);
  }
};

const figureCell = (tile: GridTile, index: number, key: string, shown: ShownView, feed: BoardFeed, zone: string): Cell => {
  const reading = feed.figures.get(figureId(tile.id, index, key));
  const value = reading === undefined ? null : figureAt(reading, feed.now());
  const type = shown.fields[figureId(tile.id, index)]?.type ?? 'text';
  const by = typeof value === 'boolean' ? Number(value) : value;
  return { text: formatFigure(isFigureType(type) ? type : 'text', value, zone), by };
};

const cellOf = (column: Column, index: number, row: GridRow, state: RowState, tile: GridTile, view: GridAround, around: Around): Cell =>
  column.source === 'property'
    ? propertyCell(row, column.property, state, around)
    : figureCell(tile, index, row.item.key, view.shown, view.feed, view.zone);

export interface GridAround {
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  readonly zone: string;
  readonly isHidden: (call: LiveCall) => boolean;
}

/** Rows of a grid in their first order, with what stands in each cell now. */
export const gridRows = (tile: GridTile, view: GridAround): readonly Row[] => {
  const calls = new Map(view.feed.live?.calls.map((call) => [String(call.key), call]));
  const around: Around = {
    now: view.feed.now(),
    callOf: (call) => (call === null ? undefined : calls.get(call)),
    isHidden: view.isHidden,
  };
  const rows = itemsOf(tile, view.shown, view.feed).map((row): Row => {
    const state = stateOf(row, around);
    return {
      key: row.item.key,
      row,
      state,
      cells: tile.columns.map((column, index) => cellOf(column, index, row, state, tile, view, around)),
    };
  });
  return tile.grid === 'calls' ? rows : rows.sort((a, b) => collator.compare(a.key, b.key));
};

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** By what stands in a column; what is not known comes last either way, and equal rows keep their order. */
export const sortedRows = (rows: readonly Row[], sort: Sort | null): readonly Row[] => {
  if (sort === null) return rows;
  const sign = sort.descending ? -1 : 1;
  const by = (row: Row): number | string | null => row.cells[sort.column]?.by ?? null;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y)));
  });
};

/** Pages of a list nobody can scroll: as equal as they can be, none longer than `fit`. */
export const pageOf = <T>(
  rows: readonly T[],
  fit: number,
  turn: number,
): { readonly page: number; readonly pages: number; readonly rows: readonly T[] } => {
  const pages = Math.max(1, Math.ceil(rows.length / Math.max(1, fit)));
  const page = turn % pages;
  return { page, pages, rows: rows.slice(page * Math.max(1, fit), (page + 1) * Math.max(1, fit)) };
};
