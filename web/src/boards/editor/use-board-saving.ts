import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, type Fault } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { boardsKey, type FullBoard, fetchBoard, fetchLastAuthor, fullBoardQuery, makeBoard, saveBoard } from './board-api.ts';
import { placeInContent } from './core/content-faults.ts';
import type { Draft } from './core/editing.ts';

export type SavingState =
  | { readonly kind: 'idle'; readonly error: string | null; readonly faults: readonly Fault[] }
  | { readonly kind: 'saving' }
  /** Somebody else saved `theirs` while this draft was made. */
  | { readonly kind: 'conflict'; readonly theirs: FullBoard | null; readonly author: string | null; readonly error: string | null };

const idle: SavingState = { kind: 'idle', error: null, faults: [] };
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Saves a draft as the next version of the one it was made from, and tells a collision from a refusal. */
export const useBoardSaving = (site: string, board: string, saved: (board: FullBoard) => void) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [state, setState] = useState<SavingState>(idle);

  const refresh = async (full: FullBoard): Promise<void> => {
    queries.setQueryData(fullBoardQuery(api, site, full.id).queryKey, full);
    await queries.invalidateQueries({ queryKey: boardsKey(site) });
  };
  const collide = async (): Promise<void> => {
    const [theirs, author] = await Promise.all([fetchBoard(api, site, board).catch(() => null), fetchLastAuthor(api, site, board)]);
    setState({ kind: 'conflict', theirs, author, error: null });
  };
  const save = async (version: number, draft: Draft): Promise<void> => {
    setState({ kind: 'saving' });
    try {
      const full = await saveBoard(api, site, board, version, draft);
      setState(idle);
      saved(full);
      await refresh(full);
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) await collide();
      else setState({ kind: 'idle', error: wordsOf(error), faults: error instanceof ApiError ? placeInContent(error.faults) : [] });
    }
  };
  /** Keeps this draft beside theirs. Null when that failed too; why stands in the state. */
  const saveCopy = async (draft: Draft, name: string): Promise<FullBoard | null> => {
    try {
      const full = await makeBoard(api, site, { content: { ...draft.content, name }, shared: false });
      await refresh(full);
      return full;
    } catch (error) {
      setState((now) =>
        now.kind === 'conflict' ? { ...now, error: wordsOf(error) } : { kind: 'idle', error: wordsOf(error), faults: [] },
      );
      return null;
    }
  };
  return { state, save: (version: number, draft: Draft) => void save(version, draft), saveCopy, settle: () => setState(idle) };
};
