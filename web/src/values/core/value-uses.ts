import type { BoardContent } from '../../../../functions/domain/board.ts';
import type { ValueUse } from './types.ts';

/** Values that stand on a board. */
export const valuesOn = (content: BoardContent): ReadonlySet<string> =>
  new Set(
    content.views.flatMap(({ tiles }) =>
      tiles.flatMap((tile) => {
        const fields = 'fields' in tile ? tile.fields : 'field' in tile ? [tile.field] : [];
        return fields.flatMap((field) => (field.source === 'value' ? [field.value] : []));
      }),
    ),
  );

/** Where each value is shown, by its id. */
export const usesOf = (
  boards: readonly { readonly id: string; readonly content: BoardContent }[],
): ReadonlyMap<string, readonly ValueUse[]> => {
  const uses = new Map<string, ValueUse[]>();
  for (const { id, content } of boards)
    for (const value of valuesOn(content)) uses.set(value, [...(uses.get(value) ?? []), { board: id, name: content.name }]);
  return uses;
};
