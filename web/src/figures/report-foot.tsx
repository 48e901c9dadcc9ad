import { useEffect, useRef } from 'react';
import { plural } from '../time/core/format.ts';

const number = (n: number): string => n.toLocaleString('en-GB');

interface Press {
  readonly words: string;
  readonly act: () => void;
  readonly busy: boolean;
}

/** Which rows of the report the table above shows, and the ways to the others. */
export const ReportFoot = ({
  first,
  shown,
  all,
  presses,
}: {
  /** Place of the first row in the whole report, from 0. */
  readonly first: number;
  readonly shown: number;
  readonly all: number;
  readonly presses: readonly Press[];
}) => {
  const status = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  const words = presses.map(({ words: each }) => each).join();
  // A button that goes once it was pressed hands the focus to the sentence, so that it is not lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever the buttons are others
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body) status.current?.focus({ preventScroll: true });
    pressed.current = false;
  }, [words]);
  return (
    <div className="list-foot">
      <p ref={status} role="status" tabIndex={-1} className="muted num">
        {first > 0
          ? `Rows ${number(first + 1)} to ${number(first + shown)} of ${number(all)}`
          : shown < all
            ? `${number(shown)} of ${plural(all, 'row')}`
            : plural(shown, 'row')}
      </p>
      <div className="report-foot-ways">
        {presses.map(({ words: each, act, busy }) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => {
              pressed.current = true;
              if (!busy) act();
            }}
          >
            {busy ? 'Loading…' : each}
          </button>
        ))}
      </div>
    </div>
  );
};
