import { Fragment } from 'react';
import { plural } from '../time/core/format.ts';
import { foldLines } from './core/fold-lines.ts';
import type { DiffLine } from './core/types.ts';
import './board-text.css';

const signs = { '+': { shown: '+', words: 'added: ' }, '-': { shown: '−', words: 'removed: ' }, ' ': { shown: ' ', words: '' } } as const;
const classes = { '+': 'is-added', '-': 'is-removed', ' ': '' } as const;

/** Changed lines, coloured and signed, with a few equal ones around them. */
export const DiffView = ({ label, lines }: { readonly label: string; readonly lines: readonly DiffLine[] }) => {
  let place = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to.
    <section className="diff" aria-label={label} tabIndex={0}>
      {foldLines(lines).map((part) => {
        place += 1;
        return part.kind === 'hidden' ? (
          <p key={place} className="diff-hidden">
            {plural(part.count, 'equal line')}
          </p>
        ) : (
          <Fragment key={place}>
            {part.lines.map(({ sign, text }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and do not move.
              <div key={i} className={`diff-line ${classes[sign]}`}>
                <span className="diff-sign" aria-hidden="true">
                  {signs[sign].shown}
                </span>
                <span className="sr-only">{signs[sign].words}</span>
                <span>{text}</span>
              </div>
            ))}
          </Fragment>
        );
      })}
    </section>
  );
};
