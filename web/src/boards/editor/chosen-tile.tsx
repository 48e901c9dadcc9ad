import type { Tile } from '../../../../functions/domain/board.ts';
import { Icon } from '../../ui/icons.tsx';
import { freshTileId } from './core/fresh-ids.ts';
import { useEditor } from './editor-context.ts';

/** The tile that is selected, and what can be done with it without a keyboard. */
export const ChosenTile = ({ tile, name, open }: { readonly tile: Tile; readonly name: string; readonly open: (tile: string) => void }) => {
  const { editing, act } = useEditor();
  return (
    <div className="edit-chosen">
      <span className="strong">{name}</span>
      <button type="button" className="button small" onClick={() => open(tile.id)}>
        <Icon name="tune" /> Properties
      </button>
      {tile.kind === 'ticker' ? null : (
        <button
          type="button"
          className="button small"
          onClick={() => act({ kind: 'copyTile', tile: tile.id, id: freshTileId(editing.draft.content) })}
        >
          <Icon name="copy" /> Copy
        </button>
      )}
      <button type="button" className="button small" onClick={() => act({ kind: 'removeTile', tile: tile.id })}>
        <Icon name="bin" /> Remove
      </button>
    </div>
  );
};
