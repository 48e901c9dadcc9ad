import { type FormEvent, useState } from 'react';
import type { Site } from '../api/types.ts';
import { hasDays, type RangeChoice, rangeFault } from './core/range-choice.ts';
import { RangeFields } from './range-fields.tsx';

type Chosen = Pick<RangeChoice, 'range'> & { readonly days?: number; readonly from?: string; readonly to?: string };

const chosenOf = ({ range, days, from, to }: RangeChoice): Chosen =>
  range === 'custom' ? { range, from, to } : hasDays(range) ? { range, days } : { range };

/** Which stretch of time. Named ranges apply at once, those with a number or two instants when they are complete. */
export const RangeForm = ({
  site,
  choice,
  choose,
}: {
  readonly site: Site;
  readonly choice: RangeChoice;
  readonly choose: (next: Chosen) => void;
}) => {
  const [typed, setTyped] = useState(choice);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (rangeFault(typed) === null) choose(chosenOf(typed));
  };
  return (
    <form className="range-form" aria-label="Time range" noValidate onSubmit={submit}>
      <RangeFields
        site={site}
        choice={typed}
        told={tried}
        change={(next) => {
          setTyped(next);
          setTried(false);
          if (next.range !== typed.range && !hasDays(next.range) && next.range !== 'custom') choose({ range: next.range });
        }}
      >
        <button type="submit" className="button">
          Show
        </button>
      </RangeFields>
    </form>
  );
};
