import { Icon } from '../../ui/icons.tsx';
import { useEditor } from './editor-context.ts';

/** What can be done with the board as a whole. */
export const EditorBar = ({
  dirty,
  saving,
  locked,
  addTile,
  openSettings,
  save,
  leave,
}: {
  readonly dirty: boolean;
  readonly saving: boolean;
  /** It follows a template: tiles are not its own. */
  readonly locked: boolean;
  readonly addTile: () => void;
  readonly openSettings: () => void;
  readonly save: () => void;
  readonly leave: () => void;
}) => {
  const { editing, act } = useEditor();
  const { content } = editing.draft;
  return (
    <div className="edit-bar" role="toolbar" aria-label="Editing">
      {locked ? null : (
        <button type="button" className="button primary" onClick={addTile}>
          <Icon name="plus" /> Add a tile
        </button>
      )}
      {content.views.length > 1 ? (
        <label className="edit-view">
          <span className="sr-only">View</span>
          <select value={editing.view} onChange={(event) => act({ kind: 'showView', view: event.target.value })}>
            {content.views.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <button type="button" className="button" onClick={openSettings}>
        <Icon name="tune" /> Board and view
      </button>
      <button
        type="button"
        className="button icon-button"
        aria-label="Undo"
        title="Undo (Ctrl+Z)"
        aria-disabled={editing.past.length === 0}
        onClick={() => act({ kind: 'undo' })}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="button icon-button"
        aria-label="Redo"
        title="Redo (Ctrl+Shift+Z)"
        aria-disabled={editing.future.length === 0}
        onClick={() => act({ kind: 'redo' })}
      >
        <Icon name="redo" />
      </button>
      <span className="header-space" />
      <span className="muted" role="status">
        {saving ? 'Saving…' : dirty ? 'Not saved yet' : 'All saved'}
      </span>
      <button type="button" className="button primary" aria-disabled={!dirty || saving} onClick={save}>
        Save
      </button>
      <button type="button" className="button" onClick={leave}>
        Leave editing
      </button>
    </div>
  );
};
