import { useEffect } from 'react';
import type { Action } from './core/editing.ts';

const typedInto = new Set(['text', 'search', 'url', 'number', 'password', 'email', 'tel']);
const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && typedInto.has(target.type));

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y and Ctrl+S, on a Mac with Cmd. In a text field the browser's own undo stays. */
export const useEditorKeys = (act: (action: Action) => void, save: () => void): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 's') save();
      else if (isTypedInto(event.target)) return;
      else if (key === 'z') act({ kind: event.shiftKey ? 'redo' : 'undo' });
      else if (key === 'y') act({ kind: 'redo' });
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [act, save]);
};
