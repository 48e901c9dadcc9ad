import type { FactDuration, FactInstant } from '../types/fact.ts';
import type { Population, Test } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { populations as p } from './populations.ts';
import * as t from './tests.ts';

const group = 'Call Times (Min/Max)';
const durations = callColumns(group, 'duration');
const instants = callColumns(group, 'timeOfDay');

/** Which calls enter (⚠32): talk of answered calls, hold of those that were held, ring and call time of all. */
const measures = {
  'Answer Time': { field: 'ringMs', only: [t.answered], words: 'ring time of an answered' },
  'Call Time': { field: 'callMs', only: [], words: 'ring, talk and hold time of a single' },
  'Hold Time': { field: 'holdMs', only: [t.held], words: 'hold time of a single' },
  'Ring Time': { field: 'ringMs', only: [], words: 'ring time of a single' },
  'Talk Time': { field: 'talkMs', only: [t.answered], words: 'talk time of an answered' },
} as const satisfies Readonly<Record<string, { field: FactDuration; only: readonly Test[]; words: string }>>;
const sides = {
  '': { id: '', of: p.callsHandled, noun: 'call', tail: ', in or out, internal or external' },
  ' (In)': { id: 'In', of: p.callsInbound, noun: 'external inbound call', tail: '' },
  ' (Out)': { id: 'Out', of: p.callsOutbound, noun: 'outbound call', tail: ', internal or external' },
  ' (Lost)': { id: 'Lost', of: p.callsLost, noun: 'lost call', tail: '' },
} as const;

type Measure = keyof typeof measures;
const extreme = (kind: 'min' | 'max', entry: number, line: number, measure: Measure, side: keyof typeof sides): Statistic => {
  const { field, only, words } = measures[measure];
  const { id, of, noun, tail } = sides[side];
  const title = kind === 'min' ? 'Min' : 'Max';
  return durations([entry, line], {
    id: `${kind}${measure.replace(' ', '')}${id}`,
    name: `${title} ${measure}${side}`,
    formula: { kind, field, of: [...of, ...only, t.final(field)] },
    words: `${kind === 'min' ? 'Shortest' : 'Longest'} ${words} ${noun}${measure === 'Hold Time' ? ' that was on hold' : ''}${tail}.`,
  });
};
const max = (entry: number, line: number, measure: Measure, side: keyof typeof sides) => extreme('max', entry, line, measure, side);
const min = (entry: number, line: number, measure: Measure, side: keyof typeof sides) => extreme('min', entry, line, measure, side);

const instant = (
  entry: number,
  line: number,
  id: string,
  name: string,
  which: 'min' | 'max',
  field: FactInstant,
  of: Population,
  words: string,
) => instants([entry, line], { id, name, formula: { kind: which, field, of }, words });

const all = p.callsHandled;
/** Manual 12.2.5. */
export const callTimeMinMaxColumns: readonly Statistic[] = [
  instant(
    84,
    17228,
    'firstCallAt',
    'First Call At',
    'min',
    'startedAt',
    all,
    'When the first call started ringing, not when it was answered.',
  ),
  instant(
    85,
    17234,
    'lastCallAt',
    'Last Call At',
    'max',
    'startedAt',
    all,
    'When the last call started ringing, not when it was answered.',
  ),
  instant(86, 17240, 'lastCallAnsweredAt', 'Last Call Answered At', 'max', 'answeredAt', p.callsAnswered, 'When a call was last answered.'),
  instant(
    87,
    17247,
    'lastCallEndedAt',
    'Last Call Ended At',
    'max',
    'endedAt',
    [...all, t.ended],
    'When a call last ended, answered or not.',
  ),
  max(88, 17254, 'Answer Time', ' (In)'),
  max(89, 17261, 'Answer Time', ' (Out)'),
  max(90, 17268, 'Call Time', ''),
  max(91, 17274, 'Call Time', ' (In)'),
  max(92, 17281, 'Call Time', ' (Out)'),
  max(93, 17288, 'Hold Time', ''),
  max(94, 17294, 'Hold Time', ' (In)'),
  max(95, 17301, 'Hold Time', ' (Out)'),
  max(96, 17308, 'Ring Time', ''),
  max(97, 17314, 'Ring Time', ' (Lost)'),
  max(98, 17320, 'Ring Time', ' (In)'),
  max(99, 17327, 'Ring Time', ' (Out)'),
  max(100, 17334, 'Talk Time', ''),
  max(101, 17340, 'Talk Time', ' (In)'),
  max(102, 17347, 'Talk Time', ' (Out)'),
  min(103, 17354, 'Answer Time', ' (In)'),
  min(104, 17361, 'Answer Time', ' (Out)'),
  min(105, 17368, 'Call Time', ''),
  min(106, 17374, 'Call Time', ' (In)'),
  min(107, 17381, 'Call Time', ' (Out)'),
  min(108, 17388, 'Hold Time', ''),
  min(109, 17394, 'Hold Time', ' (In)'),
  min(110, 17401, 'Hold Time', ' (Out)'),
  min(111, 17408, 'Ring Time', ''),
  min(112, 17420, 'Ring Time', ' (Lost)'),
  min(113, 17427, 'Ring Time', ' (In)'),
  min(114, 17434, 'Ring Time', ' (Out)'),
  min(115, 17441, 'Talk Time', ''),
  min(116, 17447, 'Talk Time', ' (In)'),
  min(117, 17454, 'Talk Time', ' (Out)'),
];
