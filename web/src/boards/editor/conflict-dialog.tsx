import { useState } from 'react';
import type { Tile } from '../../../../functions/domain/board.ts';
import { DifferenceList, VersionConflict } from '../../site/version-conflict.tsx';
import type { FullBoard } from './board-api.ts';
import { compareDrafts } from './core/compare-drafts.ts';
import type { Draft } from './core/editing.ts';

const most = 40;

/** Somebody else saved the board meanwhile: who, what differs, and three ways on. */
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
  return (
    <VersionConflict
      words={
        theirs === null
          ? 'The board was deleted, or is no longer shared with you, while you were at it. Your version was not saved.'
          : `${author ?? 'Somebody'} saved version ${theirs.version} of this board while you were at it. Your version was not saved; it is still here.`
      }
      error={error ?? ''}
      take={theirs === null ? null : () => take(theirs)}
      keepCopy={keepCopy}
      close={close}
    >
      {theirs === null ? null : (
        <>
          <button type="button" className="button" aria-expanded={compared} onClick={() => setCompared(!compared)}>
            Compare
          </button>
          {compared ? (
            <DifferenceList lines={compareDrafts(mine, { content: theirs.content, shared: theirs.shared }, nameOf)} most={most} />
          ) : null}
        </>
      )}
    </VersionConflict>
  );
};
