import { createContext, use } from 'react';
import type { Fault } from '../../api/client.ts';
import type { BoardSite } from '../tile-face.tsx';
import type { Surroundings } from './core/draft-shown.ts';
import type { Action, Editing } from './core/editing.ts';

/** What every part of the editor needs. */
export interface EditorParts {
  readonly site: BoardSite;
  readonly editing: Editing;
  readonly act: (action: Action) => void;
  readonly around: Surroundings;
  /** Of the whole content, what the page sees and what the server said. */
  readonly faults: readonly Fault[];
  /** Marks a field in which something stands that cannot be read: saving waits for it. */
  readonly markUnread: (field: string, unread: boolean) => void;
  readonly titleOf: (tile: string) => string;
}

export const EditorContext = createContext<EditorParts | null>(null);

export const useEditor = (): EditorParts => {
  const parts = use(EditorContext);
  if (parts === null) throw new Error('This part of the editor is drawn outside it.');
  return parts;
};
