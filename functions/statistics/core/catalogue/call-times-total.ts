import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { answeredFamily, lostFamily, ringCategoryColumns } from './ring-categories.ts';
import { type Total, timeTotals as t } from './totals.ts';

const group = 'Call Times (Total)';
const times = callColumns(group, 'duration');
/** Counts, though the manual has them among the times. */
const counts = callColumns(group, 'count');
const plain = { idPrefix: '', namePrefix: '' };
const number = ({ formula, phrase }: Total) => ({ formula, words: `Number of ${phrase}.` });
const total = (entry: number, line: number, { id, name, phrase, formula }: Total, note = ''): Statistic =>
  times([entry, line], { id, name, formula, words: `The ${phrase}, added up.${note}` });

const onceFinal = ' A call in progress adds its time when it ends.';
/** Manual 12.2.6. */
export const callTimeTotalColumns: readonly Statistic[] = [
  ...ringCategoryColumns(counts, [118, 17468], answeredFamily, plain, number),
  ...ringCategoryColumns(counts, [119, 17478], lostFamily, plain, number),
  total(120, 17488, t.answerIn),
  total(121, 17495, t.answerOut),
  total(122, 17502, t.call, onceFinal),
  total(123, 17508, t.callIn, onceFinal),
  total(124, 17515, t.callOut, onceFinal),
  total(125, 17522, t.hold, onceFinal),
  total(126, 17528, t.holdIn, onceFinal),
  total(127, 17535, t.holdOut, onceFinal),
  total(128, 17542, t.ring),
  total(129, 17548, t.ringLost),
  total(130, 17555, t.ringIn),
  total(131, 17562, t.ringOut),
  total(132, 17568, t.talk, onceFinal),
  total(133, 17574, t.talkIn, onceFinal),
  total(134, 17581, t.talkOut, onceFinal),
];
