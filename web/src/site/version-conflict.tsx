import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

/** What differs between two versions, at most `most` lines of it. */
export const DifferenceList = ({ lines, most }: { readonly lines: readonly string[]; readonly most: number }) => (
  <ul className="change-list" aria-label="What differs">
    {lines.length === 0 ? <li>Nothing differs: both made the same.</li> : null}
    {lines.slice(0, most).map((line) => (
      <li key={line}>{line}</li>
    ))}
    {lines.length > most ? <li className="muted">and {lines.length - most} more</li> : null}
  </ul>
);

/** Somebody else saved meanwhile, and the ways on. Nothing of what was made here is lost before one is chosen. */
export const VersionConflict = ({
  words,
  error,
  take,
  keepCopy,
  close,
  children,
}: {
  readonly words: string;
  /** Why the last way chosen was not possible; empty = none was. */
  readonly error: string;
  /** Null = theirs cannot be read any more. */
  readonly take: (() => void) | null;
  readonly keepCopy: () => void;
  readonly close: () => void;
  /** What differs. */
  readonly children: ReactNode;
}) => (
  <Dialog title="Somebody else was faster" close={close}>
    <div className="dialog-body">
      <p role="alert">{words}</p>
      {children}
      {error === '' ? null : (
        <p role="alert" className="banner bad">
          {error}
        </p>
      )}
    </div>
    <div className="dialog-foot picker-foot">
      <button type="button" className="button" onClick={keepCopy}>
        Keep mine as a copy
      </button>
      {take === null ? null : (
        <button type="button" className="button primary" onClick={take}>
          Take theirs
        </button>
      )}
    </div>
  </Dialog>
);
