import { useState } from 'react';
import type { Tile } from '../../../../functions/domain/board.ts';
import { Dialog } from '../../site/dialog.tsx';
import type { FullBoard } from './board-api.ts';
import { compareDrafts } from './core/compare-drafts.ts';
import type { Draft } from './core/editing.ts';

const most = 40;

/** Somebody else saved meanwhile: who, what differs, and three ways on. Nothing of what was made here is lost before one is chosen. */
export const ConflictDialog = ({
  mine,
  theirs,
  author,
  error,
  nameOf,
  take,
  keepCopy,
  close,
}: {
  readonly mine: Draft;
  /** Null = the board cannot be read any more. */
  readonly theirs: FullBoard | null;
  readonly author: string | null;
  readonly error: string | null;
  readonly nameOf: (tile: Tile) => string;
  readonly take: (theirs: FullBoard) => void;
  readonly keepCopy: () => void;
  readonly close: () => void;
}) => {
  const [compared, setCompared] = useState(false);
  const lines = theirs === null || !compared ? [] : compareDrafts(mine, { content: theirs.content, shared: theirs.shared }, nameOf);
  return (
    <Dialog title="Somebody else was faster" close={close}>
      <div className="dialog-body">
        <p role="alert">
          {theirs === null
            ? 'The board was deleted, or is no longer shared with you, while you were at it. Your version was not saved.'
            : `${author ?? 'Somebody'} saved version ${theirs.version} of this board while you were at it. Your version was not saved; it is still here.`}
        </p>
        {theirs === null ? null : (
          <button type="button" className="button" aria-expanded={compared} onClick={() => setCompared(!compared)}>
            Compare
          </button>
        )}
        {compared ? (
          <ul className="change-list" aria-label="What differs">
            {lines.length === 0 ? <li>Nothing differs: both made the same.</li> : null}
            {lines.slice(0, most).map((line) => (
              <li key={line}>{line}</li>
            ))}
            {lines.length > most ? <li className="muted">and {lines.length - most} more</li> : null}
          </ul>
        ) : null}
        {error === null ? null : (
          <p role="alert" className="banner bad">
            {error}
          </p>
        )}
      </div>
      <div className="dialog-foot picker-foot">
        <button type="button" className="button" onClick={keepCopy}>
          Keep mine as a copy
        </button>
        {theirs === null ? null : (
          <button type="button" className="button primary" onClick={() => take(theirs)}>
            Take theirs
          </button>
        )}
      </div>
    </Dialog>
  );
};
