import { useMemo, useReducer, useRef, useState } from 'react';
import type { Fault } from '../../api/client.ts';
import type { FullBoard } from './board-api.ts';
import { computeFaults } from './core/content-faults.ts';
import { type Draft, editBoard, isSame, settleDraft, startEditing } from './core/editing.ts';
import { useBoardSaving } from './use-board-saving.ts';

const none: readonly Fault[] = [];

/** A board as it is edited: the draft, the version it was made from, what keeps it from being saved, and its saving. */
export const useBoardDraft = (site: string, board: FullBoard, firstView: string) => {
  const [base, setBase] = useState(() => ({
    version: board.version,
    draft: settleDraft({ content: board.content, shared: board.shared }),
  }));
  const [editing, dispatch] = useReducer(editBoard, null, () => startEditing(base.draft, firstView));
  const { draft } = editing;
  const [sent, setSent] = useState<Draft | null>(null);
  const sentNow = useRef<Draft | null>(null);
  const saving = useBoardSaving(site, board.id, (full) => {
    // What was sent is what is saved; what was done meanwhile is not.
    setBase((now) => ({ version: full.version, draft: sentNow.current ?? now.draft }));
  });
  const { state } = saving;
  /** What the page sees itself. */
  const local = useMemo(() => computeFaults(draft.content), [draft.content]);
  const isAnswered = state.kind === 'idle' && sent === draft;
  const told = isAnswered ? state.faults : none;
  const faults = useMemo(() => [...local, ...told], [local, told]);
  return {
    base,
    editing,
    dispatch,
    state,
    local,
    /** With what the server said of this very draft. */
    faults,
    dirty: !isSame(draft, base.draft),
    /** Why this very draft was not saved; null = it was, or nobody tried. */
    refused: isAnswered ? state.error : null,
    save: (): void => {
      setSent(draft);
      sentNow.current = draft;
      saving.save(base.version, draft);
    },
    take: (full: FullBoard): void => {
      const theirs = settleDraft({ content: full.content, shared: full.shared });
      setBase({ version: full.version, draft: theirs });
      dispatch({ kind: 'replace', draft: theirs });
      saving.settle();
    },
    saveCopy: () => saving.saveCopy(draft, `${draft.content.name} (copy)`.slice(0, 80)),
    settle: saving.settle,
  };
};
