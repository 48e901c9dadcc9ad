import { type RefObject, useRef } from 'react';
import { lineSpan } from './core/fault-line.ts';

/** For the area that shows a text, and what marks one of its lines, from 1, and brings it into sight. */
export const useGoToLine = (text: string): readonly [area: RefObject<HTMLTextAreaElement | null>, goTo: (line: number) => void] => {
  const area = useRef<HTMLTextAreaElement>(null);
  const goTo = (line: number): void => {
    const [from, to] = lineSpan(text, line);
    const element = area.current;
    if (element === null) return;
    element.focus();
    element.setSelectionRange(from, to);
    element.scrollTop = (element.scrollHeight / text.split('\n').length) * Math.max(0, line - 4);
  };
  return [area, goTo];
};
