import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import './ordered-list.css';

/**
 * A list somebody puts in order: each row has a handle that is dragged by mouse or finger, or moved with the arrow keys. Rows are known by
 * their index, since two may say the same.
 */
export const OrderedList = <T,>({
  label,
  items,
  keyOf,
  nameOf,
  move,
  children,
}: {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T, index: number) => string;
  readonly nameOf: (item: T, index: number) => string;
  readonly move: (from: number, to: number) => void;
  readonly children: (item: T, index: number) => ReactNode;
}) => {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');

  const moveTo = (from: number, to: number): void => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) return;
    move(from, to);
    setSaid(`${nameOf(item, from)} is number ${to + 1} of ${items.length}.`);
  };
  const onKey = (event: KeyboardEvent, index: number): void => {
    const to = event.key === 'ArrowUp' ? index - 1 : event.key === 'ArrowDown' ? index + 1 : index;
    if (to === index) return;
    event.preventDefault();
    if (to < 0 || to >= items.length) return;
    moveTo(index, to);
    // The handle of the row at its new place keeps the focus.
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>(':scope > li > .row-handle')[to]?.focus());
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (dragged === null || list.current === null) return;
    const rows = [...list.current.children];
    const to = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return event.clientY >= top && event.clientY < bottom;
    });
    if (to < 0 || to === dragged) return;
    moveTo(dragged, to);
    setDragged(to);
  };

  return (
    <>
      <ol
        ref={list}
        className="ordered"
        aria-label={label}
        onPointerMove={onPointerMove}
        onPointerUp={() => setDragged(null)}
        onLostPointerCapture={() => setDragged(null)}
      >
        {items.map((item, index) => (
          <li key={keyOf(item, index)} className={dragged === index ? 'is-dragged' : undefined}>
            <button
              type="button"
              className="row-handle"
              aria-label={`Order of ${nameOf(item, index)}: arrow keys move it`}
              disabled={items.length < 2}
              onKeyDown={(event) => onKey(event, index)}
              onPointerDown={(event) => {
                // The list hears the rest of the movement, also when the row under the pointer changes.
                list.current?.setPointerCapture(event.pointerId);
                setDragged(index);
              }}
            >
              <Icon name="grip" />
            </button>
            <div className="ordered-body">{children(item, index)}</div>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
};
