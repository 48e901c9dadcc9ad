import { viewOf } from './core/editing.ts';
import { outcomeWords } from './core/outcome-words.ts';
import { useEditor } from './editor-context.ts';

/** What became of the last step, and which keys do what. */
export const EditorFoot = () => {
  const { editing, titleOf } = useEditor();
  const said = editing.outcome === null ? '' : outcomeWords(editing.outcome, titleOf);
  return (
    <>
      <p role="status" className={`edit-said ${editing.outcome?.kind === 'refused' ? 'tone-warn' : 'muted'}`}>
        {said}
        {/* The same words twice are news twice. */}
        {editing.count % 2 === 0 ? '' : '\u00a0'}
      </p>
      <p id="edit-help" className="edit-help muted">
        {viewOf(editing).displayMode === 'manual'
          ? 'Arrow keys move the tile, with Shift they resize it; Enter opens its properties, Delete removes it.'
          : 'Arrow keys move the tile to another place; Enter opens its properties, Delete removes it.'}
      </p>
    </>
  );
};
