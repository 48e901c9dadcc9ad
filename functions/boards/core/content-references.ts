import { type BoardContent, type FilterRef, fieldsOf } from '../../domain/board.ts';

type Path = readonly (string | number)[];

/** Every filter of a board, with its place. */
export const filtersIn = ({ views }: BoardContent): readonly { readonly path: Path; readonly ref: FilterRef }[] =>
  views.flatMap((view, v) => [
    ...(view.filter === null ? [] : [{ path: ['views', v, 'filter'], ref: view.filter }]),
    ...view.tiles.flatMap((tile, t) =>
      'filter' in tile && tile.filter !== null ? [{ path: ['views', v, 'tiles', t, 'filter'], ref: tile.filter }] : [],
    ),
  ]);

/** Ids of the saved filters of a board, each once. */
export const savedFiltersOf = (content: BoardContent): readonly string[] => [
  ...new Set(filtersIn(content).flatMap(({ ref }) => (ref.kind === 'saved' ? [ref.id] : []))),
];

/** Variables and external data on a board, with their places. */
export const valuesIn = ({ views }: BoardContent): readonly { readonly path: Path; readonly value: string }[] =>
  views.flatMap((view, v) =>
    view.tiles.flatMap((tile, t) =>
      fieldsOf(tile).flatMap((field, f) =>
        field.source === 'value'
          ? [
              {
                path: ['views', v, 'tiles', t, ...('fields' in tile ? ['fields', f] : ['field']), 'value'],
                value: field.value,
              },
            ]
          : [],
      ),
    ),
  );
