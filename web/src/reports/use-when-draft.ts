import { useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import { askedRange, choiceOfRange, type RangeChoice, rangeFault } from '../figures/core/range-choice.ts';
import type { DraftAction, DraftFault } from './core/report-draft.ts';
import { hoursFault } from './hours-fields.tsx';

type Hours = readonly [from: string, to: string];

const hoursOf = ({ dailyWindow }: ReportContent): Hours => [dailyWindow?.from ?? '', dailyWindow?.to ?? ''];

/** Range and hours of a report as they are typed: what can be read goes into the report, what cannot is a fault until it can. */
export const useWhenDraft = (first: ReportContent, zone: string, act: (action: DraftAction) => void) => {
  const [choice, setChoice] = useState(() => choiceOfRange(first.range, zone));
  const [hours, setHours] = useState(() => hoursOf(first));
  return {
    choice,
    hours,
    faults: [rangeFault(choice), hoursFault(hours)].flatMap((detail): readonly DraftFault[] =>
      detail === null ? [] : [{ part: 'when', detail }],
    ),
    changeChoice: (next: RangeChoice): void => {
      setChoice(next);
      if (rangeFault(next) === null) act({ kind: 'set', patch: { range: askedRange(next, zone) } });
    },
    changeHours: (next: Hours): void => {
      setHours(next);
      if (hoursFault(next) === null) act({ kind: 'set', patch: { dailyWindow: next[0] === '' ? null : { from: next[0], to: next[1] } } });
    },
    /** Somebody else's version is gone on with. */
    begin: (content: ReportContent): void => {
      setChoice(choiceOfRange(content.range, zone));
      setHours(hoursOf(content));
    },
  };
};
