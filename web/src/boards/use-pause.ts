import { useEffect, useState } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Stops and starts everything on a board that moves by itself, by its button or the key P (WCAG 2.2.2). */
export const usePause = (): readonly [boolean, () => void] => {
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      // A key for a menu or a list is not for the board.
      const elsewhere =
        isTyping(event.target) ||
        (event.target instanceof Element && event.target.closest('[role=menu], [role=dialog], [role=listbox]') !== null);
      if (plain && !elsewhere && event.key.toLowerCase() === 'p') setPaused((now) => !now);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return [paused, () => setPaused((now) => !now)];
};
