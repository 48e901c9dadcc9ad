import { type BoardContent, fieldsOf, figureId, type ShownField, type ShownFilter, type Tile, type View } from '../../domain/board.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { findStatistic, headingOf } from '../../statistics/catalogue.ts';
import { combineFilters, describeFilter, type Filter } from '../../statistics/filters.ts';
import { figuresPerView, rowsWithFigures } from '../constants.ts';
import { columnFault, figureFault, rowTemplate } from './figure-fault.ts';
import { gridRows, rowFilter } from './grid-rows.ts';
import { type NamedFilter, resolveFilter, resolveTileFilter, specOf } from './resolve-filters.ts';

/** What a view needs to know of its site. */
export interface ViewSurroundings {
  readonly filters: ReadonlyMap<string, NamedFilter>;
  /** Names by `Field.value`. */
  readonly values: ReadonlyMap<string, string>;
  readonly config: SiteConfig;
}
interface Figure {
  readonly id: string;
  readonly statistic: string;
  readonly template?: string;
  readonly filter: Readonly<Record<string, unknown>> | null;
}
export interface ResolvedView {
  readonly fields: Readonly<Record<string, ShownField>>;
  readonly viewFilter: ShownFilter | null;
  readonly tileFilters: Readonly<Record<string, ShownFilter>>;
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly gridFilters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly faults: readonly { readonly tile: string; readonly detail: string }[];
  readonly figures: readonly Figure[];
  readonly needsLive: boolean;
}

/** The statistic of a service level tile. */
const serviceLevelOf = (formula: string): string => (formula === 'site' ? 'serviceLevel' : `serviceLevel${formula}`);

/** The formula that is at work, whichever way it was chosen, with the site's target: without both the number says little. */
const serviceLevelWords = (formula: string, { settings }: SiteConfig): string => {
  const name = formula === 'site' ? settings.serviceLevelFormula : formula;
  const words = findStatistic(`serviceLevel${name}`)?.words.replace(/^Ours: /, '') ?? '';
  return `${name}, target ${settings.serviceLevelSeconds} s: ${words}`;
};

const asRecord = (filter: Filter): Readonly<Record<string, unknown>> | null => (filter.tests.length === 0 ? null : { ...specOf(filter) });

const shownStatistic = (id: string, title: string | null, config: SiteConfig): ShownField | null => {
  const statistic = findStatistic(id);
  return statistic === null ? null : { title: title ?? headingOf(statistic, config), type: statistic.type, words: statistic.words };
};

/** One tile: what it shows and which figures it needs; a fault of a part leaves that part out. */
const resolveTile = (view: View, tile: Tile, around: ViewSurroundings) => {
  const fields: [string, ShownField][] = [];
  const figures: Figure[] = [];
  const faults: string[] = [];
  const { filter, shown, fault } = resolveTileFilter(view, tile, around.filters);
  if (fault !== null) faults.push(fault);
  const add = (index: number, statistic: string, template: string | undefined, title: string | null): void => {
    const wrong = figureFault(statistic, template);
    if (wrong !== null) {
      faults.push(wrong.detail);
      return;
    }
    const id = figureId(tile.id, index);
    const field = shownStatistic(statistic, title, around.config);
    if (field !== null) fields.push([id, field]);
    if (filter === null) return;
    figures.push({ id, statistic, ...(template === undefined ? {} : { template }), filter: asRecord(filter) });
  };
  fieldsOf(tile).forEach((field, index) => {
    if (field.source === 'statistic') {
      add(index, field.statistic, field.template, field.title);
      return;
    }
    const name = around.values.get(field.value);
    if (name === undefined) faults.push('its variable or external data was deleted; choose another one');
    else
      fields.push([
        figureId(tile.id, index),
        { title: field.title ?? name, type: 'value', words: `${name}, from outside the phone system` },
      ]);
  });
  if (tile.kind === 'serviceLevel') {
    add(0, serviceLevelOf(tile.formula), undefined, null);
    const [first] = fields;
    if (first !== undefined) fields[0] = [first[0], { ...first[1], words: serviceLevelWords(tile.formula, around.config) }];
  }
  return { fields, figures, faults, filter, shown };
};

/** Figures of a grid's columns, row by row, so that a limit cuts rows and not columns. */
const gridFigures = (tile: Extract<Tile, { kind: 'grid' }>, filter: Filter, rows: readonly string[]): readonly (readonly Figure[])[] => {
  const columns = tile.columns.flatMap((column, index) => {
    if (column.source !== 'statistic' || columnFault(tile.grid, column.statistic) !== null) return [];
    const statistic = findStatistic(column.statistic);
    const template = statistic === null ? null : rowTemplate(tile.grid, statistic);
    return template === null ? [] : [{ index, statistic: column.statistic, template }];
  });
  if (columns.length === 0) return [];
  return rows.slice(0, rowsWithFigures).flatMap((row) => {
    const of = rowFilter(tile.grid, row);
    const joined = of === null ? null : combineFilters(filter, of, 'combine').filter;
    return joined === null
      ? []
      : [
          columns.map(({ index, statistic, template }) => ({
            id: figureId(tile.id, index, row),
            statistic,
            template,
            filter: asRecord(joined),
          })),
        ];
  });
};

/**
 * Everything the page needs of a view beside its figures, and which figures those are: filters joined, titles and words from the catalogue,
 * columns of grids as one figure a row. What is gone is a fault of its tile, which then shows nothing rather than something else.
 */
export const resolveView = (view: View, around: ViewSurroundings): ResolvedView => {
  const fields: Record<string, ShownField> = {};
  const tileFilters: Record<string, ShownFilter> = {};
  const rows: Record<string, readonly string[]> = {};
  const gridFilters: Record<string, Readonly<Record<string, unknown>>> = {};
  const faults: { tile: string; detail: string }[] = [];
  const figures: Figure[] = [];
  const grids: { readonly tile: string; readonly rows: readonly (readonly Figure[])[] }[] = [];
  for (const tile of view.tiles) {
    const resolved = resolveTile(view, tile, around);
    Object.assign(fields, Object.fromEntries(resolved.fields));
    if (resolved.shown !== null) tileFilters[tile.id] = resolved.shown;
    faults.push(...resolved.faults.map((detail) => ({ tile: tile.id, detail })));
    figures.push(...resolved.figures);
    const spec = resolved.filter === null ? null : asGridFilter(resolved.filter);
    if (spec !== null) gridFilters[tile.id] = spec;
    if (tile.kind !== 'grid') continue;
    tile.columns.forEach((column, index) => {
      if (column.source !== 'statistic') return;
      const fault = columnFault(tile.grid, column.statistic);
      const field = shownStatistic(column.statistic, column.title, around.config);
      if (fault !== null) faults.push({ tile: tile.id, detail: fault });
      else if (field !== null) fields[figureId(tile.id, index)] = field;
    });
    if (resolved.filter === null) continue;
    const numbers = gridRows(tile.grid, resolved.filter, around.config);
    if (numbers === null) continue;
    rows[tile.id] = numbers;
    grids.push({ tile: tile.id, rows: gridFigures(tile, resolved.filter, numbers) });
  }
  for (const grid of grids) {
    let done = 0;
    for (const row of grid.rows) {
      if (figures.length + row.length > figuresPerView) break;
      figures.push(...row);
      done += 1;
    }
    const all = rows[grid.tile]?.length ?? 0;
    if (grid.rows.length > 0 && done < all)
      faults.push({
        tile: grid.tile,
        detail: `figures are shown for the first ${done} of ${all} rows; narrow it by a filter to see the others`,
      });
  }
  const ofView = view.filter === null ? null : resolveFilter(view.filter, around.filters);
  return {
    fields,
    viewFilter:
      ofView === null || 'fault' in ofView
        ? null
        : { name: ofView.name, words: describeFilter(ofView.filter), mode: 'combine', conflicts: [] },
    tileFilters,
    rows,
    gridFilters,
    faults,
    figures: figures.slice(0, figuresPerView),
    needsLive: view.tiles.some(({ kind }) => kind === 'grid' || kind === 'queues'),
  };
};

/** With statuses, which grids show by. */
const asGridFilter = (filter: Filter): Readonly<Record<string, unknown>> | null => {
  const { agentStatus, deviceStatus } = filter;
  const spec = {
    ...specOf(filter),
    ...(agentStatus == null ? {} : { agentStatus }),
    ...(deviceStatus == null ? {} : { deviceStatus }),
  };
  return Object.keys(spec).length === 0 ? null : spec;
};

/** The view of that id; null = the first. */
export const findView = (content: BoardContent, view: string | null): View | null =>
  (view === null ? content.views[0] : content.views.find(({ id }) => id === view)) ?? null;
