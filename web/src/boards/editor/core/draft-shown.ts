import {
  type BoardContent,
  type Field,
  type FilterRef,
  fieldsOf,
  figureId,
  type ShownField,
  type ShownFilter,
  type ShownView,
  type Tile,
  type View,
} from '../../../../../functions/domain/board.ts';
import type { PublicStatistic } from '../../../figures/core/public-types.ts';
import { choiceOf, type ValueItem } from './field-choice.ts';
import { propertyName } from './grid-words.ts';

export interface FilterItem {
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly words: string;
}

/** What is known of the site while its boards are edited. */
export interface Surroundings {
  readonly statistics: readonly PublicStatistic[];
  readonly values: readonly ValueItem[];
  readonly filters: readonly FilterItem[];
}

/** The filter a place names; null = somebody deleted it. Words of one written for the place are the server's, and come later. */
export const resolveFilter = (
  ref: FilterRef,
  filters: readonly FilterItem[],
): { readonly name: string; readonly spec: Readonly<Record<string, unknown>>; readonly words: string | null } | null => {
  if (ref.kind === 'own') return { name: ref.name === '' ? 'Own filter' : ref.name, spec: ref.spec, words: null };
  const found = filters.find(({ id, builtIn }) => id === ref.id && builtIn === (ref.kind === 'builtIn'));
  return found === undefined ? null : { name: found.name, spec: found.spec, words: found.words };
};

const shownOf = (field: Field, { statistics, values }: Surroundings): ShownField | null => {
  const choice = choiceOf(field, statistics, values);
  return choice === null ? null : { title: field.title ?? choice.name, type: choice.type, words: choice.words };
};

const serviceLevelId = (formula: 'site' | 'F1' | 'F2' | 'F3' | 'F4' | 'F5'): string =>
  formula === 'site' ? 'serviceLevel' : `serviceLevel${formula}`;

/** The statistics a tile shows, a service level's among them. */
export const figureFields = (tile: Tile): readonly Field[] =>
  tile.kind === 'serviceLevel'
    ? [{ source: 'statistic', statistic: serviceLevelId(tile.formula), title: null, foreground: null }]
    : fieldsOf(tile);

const shownFieldsOf = (tile: Tile, around: Surroundings): readonly (readonly [string, ShownField])[] => {
  if (tile.kind === 'grid')
    return tile.columns.map((column, i) => {
      const statistic = column.source === 'statistic' ? around.statistics.find(({ id }) => id === column.statistic) : undefined;
      const name = column.source === 'property' ? propertyName(column.property) : (statistic?.heading ?? column.statistic);
      return [
        figureId(tile.id, i),
        { title: column.title ?? name, type: statistic?.type ?? 'text', words: statistic?.words ?? name },
      ] as const;
    });
  return figureFields(tile).flatMap((field, i) => {
    const shown = shownOf(field, around);
    return shown === null ? [] : [[figureId(tile.id, i), shown] as const];
  });
};

const filterOf = (ref: FilterRef | null, mode: ShownFilter['mode'], around: Surroundings): ShownFilter | null => {
  const filter = ref === null ? null : resolveFilter(ref, around.filters);
  return filter === null ? null : { name: filter.name, words: filter.words ?? '', mode, conflicts: [] };
};

const faultsOf = (tile: Tile, around: Surroundings): readonly string[] => [
  ...figureFields(tile).flatMap((field) =>
    shownOf(field, around) === null ? [`${field.source === 'value' ? field.value : field.statistic} is not to be had any more.`] : [],
  ),
  ...('filter' in tile && tile.filter !== null && resolveFilter(tile.filter, around.filters) === null
    ? ['The filter of this tile was deleted; choose another.']
    : []),
];

/** A view as the editor shows it before it is saved: the same as the server would answer, from what the page knows. */
export const computeDraftShown = (
  content: BoardContent,
  view: View,
  about: { readonly board: string; readonly version: number },
  around: Surroundings,
): ShownView => ({
  board: about.board,
  kind: content.kind,
  name: content.name,
  version: about.version,
  // Which devices pass a filter is the server's to say; until it is saved a grid shows all of them.
  rows: {},
  gridFilters: {},
  views: content.views.map(({ id, name }) => ({ id, name })),
  view,
  fields: Object.fromEntries(view.tiles.flatMap((tile) => shownFieldsOf(tile, around))),
  viewFilter: filterOf(view.filter, 'combine', around),
  tileFilters: Object.fromEntries(
    view.tiles.flatMap((tile) => {
      const shown = 'filter' in tile ? filterOf(tile.filter, tile.filterMode, around) : null;
      return shown === null ? [] : [[tile.id, shown]];
    }),
  ),
  faults: view.tiles.flatMap((tile) => faultsOf(tile, around).map((detail) => ({ tile: tile.id, detail }))),
});
