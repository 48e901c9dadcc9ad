import { type BoardContent, type FilterRef, fieldsOf, gridProperties, type Tile } from '../../domain/board.ts';
import { builtInFilters, parseFilter } from '../../statistics/filters.ts';
import { filtersIn, valuesIn } from './content-references.ts';
import { columnFault, figureFault } from './figure-fault.ts';

export interface ContentFault {
  /** Below the content. */
  readonly path: readonly (string | number)[];
  readonly detail: string;
}
/** What a board may refer to. */
export interface Known {
  /** Ids of saved filters. */
  readonly filters: ReadonlySet<string>;
  /** As in `Field.value`. */
  readonly values: ReadonlySet<string>;
}

const isProperty = (grid: keyof typeof gridProperties, property: string): boolean =>
  gridProperties[grid].some((known) => known === property);

const tileFaults = (tile: Tile, at: readonly (string | number)[]): ContentFault[] => {
  const faults: ContentFault[] = [];
  fieldsOf(tile).forEach((field, f) => {
    if (field.source !== 'statistic') return;
    const fault = figureFault(field.statistic, field.template);
    if (fault !== null) faults.push({ path: [...at, ...('fields' in tile ? ['fields', f] : ['field']), fault.part], detail: fault.detail });
  });
  let width = fieldsOf(tile).length;
  if (tile.kind === 'grid') {
    width = tile.columns.length;
    tile.columns.forEach((column, c) => {
      const detail =
        column.source === 'statistic'
          ? columnFault(tile.grid, column.statistic)
          : isProperty(tile.grid, column.property)
            ? null
            : `a grid of ${tile.grid} has no property "${column.property}"; give one of ${gridProperties[tile.grid].join(', ')}`;
      if (detail !== null) faults.push({ path: [...at, 'columns', c, column.source], detail });
    });
    if (tile.sort !== null && tile.sort.column >= width)
      faults.push({ path: [...at, 'sort', 'column'], detail: `there is no column ${tile.sort.column}; the first one is 0` });
  }
  // A worklist and a queue strip have one figure of their own: how many there are.
  if ('alarms' in tile)
    tile.alarms.forEach(({ field }, a) => {
      if (field >= Math.max(width, 1))
        faults.push({ path: [...at, 'alarms', a, 'field'], detail: `there is no figure ${field}; the first one is 0` });
    });
  return faults;
};

const ownFilterFaults = (spec: unknown, path: readonly (string | number)[]): ContentFault[] => {
  const parsed = parseFilter(spec);
  if (!('errors' in parsed)) return [];
  return parsed.errors.map(({ field, at, message }) => ({
    path: [...path, 'spec', ...(field === '' ? [] : [field])],
    detail: at > 0 ? `at character ${at + 1}: ${message}` : message,
  }));
};

const refFaults = (ref: FilterRef, path: readonly (string | number)[], known: Known): ContentFault[] => {
  switch (ref.kind) {
    case 'own':
      return ownFilterFaults(ref.spec, path);
    case 'saved':
      return known.filters.has(ref.id) ? [] : [{ path: [...path, 'id'], detail: `there is no saved filter "${ref.id}" that you can use` }];
    case 'builtIn':
      return builtInFilters.some(({ id }) => id === ref.id)
        ? []
        : [{ path: [...path, 'id'], detail: `there is no built-in filter "${ref.id}"` }];
  }
};

/** Everything that is wrong with a board beyond its form: statistics, templates, filters, values, places of alarms. */
export const contentFaults = (content: BoardContent, known: Known): readonly ContentFault[] => [
  ...content.views.flatMap((view, v) => view.tiles.flatMap((tile, t) => tileFaults(tile, ['views', v, 'tiles', t]))),
  ...filtersIn(content).flatMap(({ ref, path }) => refFaults(ref, path, known)),
  ...valuesIn(content).flatMap(({ path, value }) =>
    known.values.has(value) ? [] : [{ path, detail: `there is no variable or external data "${value}" at this site` }],
  ),
];

/** Why a template cannot go to other sites with this content: it must stand by itself. */
export const siteBound = (content: BoardContent): readonly ContentFault[] => [
  ...filtersIn(content).flatMap(({ ref, path }) =>
    ref.kind === 'saved'
      ? [{ path, detail: 'a template goes to many sites, and saved filters belong to one: write the filter out here' }]
      : [],
  ),
  ...valuesIn(content).map(({ path }) => ({
    path,
    detail: 'a template goes to many sites, and variables and external data belong to one: leave the field out',
  })),
  ...content.views.flatMap((view, v) =>
    view.tiles.flatMap((tile, t) => {
      const at = ['views', v, 'tiles', t];
      if (tile.kind === 'media' && tile.from.kind === 'upload')
        return [{ path: [...at, 'from'], detail: 'a template goes to many sites, and uploads belong to one: give an address' }];
      if (!('alarms' in tile)) return [];
      return tile.alarms.flatMap(({ sound }, a) =>
        sound === null || ['chime', 'bell', 'horn'].includes(sound.sound)
          ? []
          : [
              {
                path: [...at, 'alarms', a, 'sound'],
                detail: 'a template goes to many sites, and uploaded sounds belong to one: choose chime, bell or horn',
              },
            ],
      );
    }),
  ),
];
