import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Fewer rows than this are all drawn: the browser finds words in them. */
const drawnWhole = 400;
const beyond = 40;

export interface RowWindow {
  readonly from: number;
  readonly to: number;
  /** Height of what is not drawn, in CSS pixels. */
  readonly before: number;
  readonly after: number;
}

/** Whether the page is being printed, from before it is laid out for paper. */
const usePrinted = (): boolean => {
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinted(true));
    const end = (): void => setPrinted(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printed;
};

/**
 * Which rows of a long table are drawn: those in sight and some beyond; on paper all of them. Rows of such a table are of one height, which is measured.
 * `nearEnd` is called when the last rows come into sight.
 */
export const useRowWindow = (room: RefObject<HTMLElement | null>, rows: number, nearEnd: () => void): RowWindow => {
  const printed = usePrinted();
  const [seen, setSeen] = useState({ top: 0, height: 800, row: 32 });
  useEffect(() => {
    const wrap = room.current?.closest<HTMLElement>('.report-wrap');
    if (wrap === null || wrap === undefined) return;
    const look = (): void => {
      const row = wrap.querySelector<HTMLElement>('tbody tr[data-row]')?.offsetHeight ?? 32;
      setSeen((now) => {
        const next = { top: wrap.scrollTop, height: wrap.clientHeight, row: Math.max(20, row) };
        const still = Math.abs(next.top - now.top) < (beyond / 2) * next.row && next.height === now.height && next.row === now.row;
        return still ? now : next;
      });
      const left = wrap.scrollHeight - wrap.scrollTop - wrap.clientHeight;
      // A table that does not fill its room is not scrolled: there the button asks for more.
      if (wrap.scrollTop > 0 && left < wrap.clientHeight) nearEnd();
    };
    look();
    wrap.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(wrap);
    return () => {
      wrap.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [room, nearEnd]);
  if (printed || rows <= drawnWhole) return { from: 0, to: rows, before: 0, after: 0 };
  const from = Math.max(0, Math.min(rows - 1, Math.floor(seen.top / seen.row)) - beyond);
  const to = Math.min(rows, from + Math.ceil(seen.height / seen.row) + 2 * beyond);
  return { from, to, before: from * seen.row, after: (rows - to) * seen.row };
};
