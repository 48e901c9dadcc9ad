import { plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { addsUp, partTitles } from './core/explained-words.ts';
import type { ExplainedPart } from './core/public-types.ts';
import { amountText } from './core/sum-line.ts';

const Line = ({
  words,
  rows,
  all,
  counted,
}: {
  readonly words: string;
  readonly rows: number;
  readonly all: number;
  readonly counted: boolean;
}) => (
  <li className={counted ? 'reason is-in' : 'reason'}>
    <span className="reason-words">{words}</span>
    <span className="reason-rows num">{rows.toLocaleString('en-GB')}</span>
    <svg className="reason-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="1" className="bar-ground" />
      <rect width={all === 0 ? 0 : (rows / all) * 100} height="1" className="reason-fill" />
    </svg>
  </li>
);

/** A part of a figure: every row of the range, counted or not, with why not. In and out make up all. */
export const PartBox = ({ part, counts, alone }: { readonly part: ExplainedPart; readonly counts: string; readonly alone: boolean }) => {
  const { words, counted, notCounted, all, reasons, contribution } = part;
  return (
    <section className="part" aria-label={partTitles[part.id]}>
      <h2 className="part-name">
        {partTitles[part.id]}
        {alone && contribution === counted ? null : <span className="num"> {amountText(part)}</span>}
      </h2>
      {alone ? null : <p className="muted">{words}</p>}
      <p className="part-sum num">
        <span className="strong">{counted.toLocaleString('en-GB')}</span> counted + {notCounted.toLocaleString('en-GB')} not counted ={' '}
        {all.toLocaleString('en-GB')} in all <span className="muted">({counts})</span>
      </p>
      {addsUp(part) ? null : (
        <p className="banner bad">
          <Icon name="warning" /> These do not add up. Please tell support the address of this page.
        </p>
      )}
      {all === 0 ? null : (
        <ul className="reasons" aria-label={`${plural(all, 'row')} by verdict`}>
          <Line words="Counted" rows={counted} all={all} counted />
          {reasons.map(({ reason, rows }) => (
            <Line key={reason} words={reason} rows={rows} all={all} counted={false} />
          ))}
        </ul>
      )}
    </section>
  );
};
