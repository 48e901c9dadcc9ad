import type { LiveFormula, Population } from '../types/formula.ts';
import type { Statistic, StatisticType, StatisticUnit } from '../types/statistic.ts';
import { populations as p } from './populations.ts';

type Given = Pick<Statistic, 'id' | 'name' | 'words' | 'type' | 'unit'> & { readonly formula: LiveFormula };
const column = (group: string, entry: number, line: number, given: Given): Statistic => ({
  entry,
  line,
  group,
  ours: false,
  templates: [],
  live: true,
  licence: null,
  parameter: null,
  ruleSet: 1,
  ...given,
});
const active = (entry: number, line: number, given: Given): Statistic => column('Active Call Statistics', entry, line, given);
const calls = { type: 'count', unit: 'calls' } as const satisfies { type: StatisticType; unit: StatisticUnit };

/** Busy leaves out calls on hold, so active = busy + on hold (⚠31). */
const states = {
  'Calls Busy': { id: 'callsBusy', states: ['ringing', 'connected'], words: 'ringing or connected, not on hold, now' },
  'Calls In Progress': { id: 'callsInProgress', states: ['connected'], words: 'connected now' },
  'Calls On Hold': { id: 'callsOnHold', states: ['held'], words: 'on hold now' },
  'Calls Ringing': { id: 'callsRinging', states: ['ringing'], words: 'ringing now' },
} as const;
const parts = [
  { name: '', id: '', callType: null, side: null, words: 'calls' },
  { name: ' External', id: 'External', callType: 'external', side: null, words: 'external calls' },
  { name: ' External In', id: 'ExternalIn', callType: 'external', side: 'in', words: 'external inbound calls' },
  { name: ' External Out', id: 'ExternalOut', callType: 'external', side: 'out', words: 'external outbound calls' },
  { name: ' Internal', id: 'Internal', callType: 'internal', side: null, words: 'internal calls' },
] as const;
/** The five entries of one state, in the manual's order. */
const family = (
  name: keyof typeof states,
  entry: number,
  lines: readonly [number, number, number, number, number],
): readonly Statistic[] => {
  const state = states[name];
  return lines.flatMap((line, n) => {
    const part = parts[n];
    if (part === undefined) return [];
    const formula: LiveFormula = { kind: 'liveCount', states: state.states, callType: part.callType, side: part.side };
    return [
      active(entry + n, line, {
        id: `${state.id}${part.id}`,
        name: `${name}${part.name}`,
        ...calls,
        formula,
        words: `Number of ${part.words} ${state.words}.`,
      }),
    ];
  });
};
/** All four over the last period, rolling (⚠23). */
const rate = (entry: number, line: number, id: string, name: string, of: Population, what: string): Statistic =>
  active(entry, line, {
    id,
    name,
    ...calls,
    formula: { kind: 'rate', of },
    words: `Number of ${what} within the last call rate period of the site, up to now.`,
  });
const longest = (
  entry: number,
  line: number,
  id: string,
  name: string,
  of: Extract<LiveFormula, { kind: 'liveLongest' }>['of'],
  words: string,
): Statistic => active(entry, line, { id, name, type: 'duration', unit: 'ms', formula: { kind: 'liveLongest', of }, words });

/** Manual 12.5.1. */
export const activeCallColumns: readonly Statistic[] = [
  rate(258, 18588, 'callRate', 'Call Rate', p.callsExternal, 'external calls that began'),
  active(259, 18593, {
    id: 'callsActive',
    name: 'Calls Active',
    ...calls,
    formula: { kind: 'liveCount', states: ['ringing', 'connected', 'held'], callType: null, side: null },
    words: 'Number of calls there are now: ringing, connected or on hold.',
  }),
  ...family('Calls Busy', 260, [18598, 18603, 18609, 18616, 18623]),
  ...family('Calls In Progress', 265, [18629, 18635, 18642, 18650, 18658]),
  ...family('Calls On Hold', 270, [18665, 18671, 18677, 18685, 18693]),
  ...family('Calls Ringing', 275, [18700, 18705, 18711, 18718, 18725]),
  rate(280, 18731, 'inboundCallRate', 'Inbound Call Rate', p.callsInbound, 'external inbound calls that began'),
  longest(
    281,
    18737,
    'longestCallCallTime',
    'Longest Call (Call Time)',
    'call',
    'How long the longest of the calls there are now has lasted.',
  ),
  longest(282, 18744, 'longestCallTalkTime', 'Longest Call (Talk Time)', 'talk', 'Longest talk time among the calls there are now.'),
  longest(
    283,
    18751,
    'longestCallRingTime',
    'Longest Call (Ring Time)',
    'ring',
    'Longest ring time among the calls there are now, those already answered too.',
  ),
  longest(
    284,
    18758,
    'longestWaiting',
    'Longest Waiting',
    'waiting',
    'How long the longest of the calls that still ring has been ringing.',
  ),
  rate(285, 18763, 'lostCallRate', 'Lost Call Rate', p.callsLost, 'lost calls that ended'),
  rate(286, 18769, 'outboundCallRate', 'Outbound Call Rate', p.callsOutExternal, 'external outbound calls that began'),
];

const clock = (
  entry: number,
  line: number,
  id: string,
  name: string,
  show: Extract<LiveFormula, { kind: 'clock' }>['show'],
  type: StatisticType,
  words: string,
): Statistic =>
  column('Miscellaneous', entry, line, {
    id,
    name,
    type,
    unit: type === 'timeOfDay' ? 'instant' : 'none',
    formula: { kind: 'clock', show },
    words: `${words} in the time zone of the site.`,
  });
/** Manual 12.5.2. Its clock is the server's; ours is the site's, as one server has sites in many zones. */
export const clockColumns: readonly Statistic[] = [
  clock(287, 18774, 'currentDate', 'Current Date', 'date', 'text', 'The date now,'),
  clock(288, 18779, 'currentDateTime', 'Current Date / Time', 'dateTime', 'timeOfDay', 'Date and time now,'),
  clock(289, 18786, 'currentTime', 'Current Time', 'time', 'text', 'The time of day now,'),
  clock(290, 18791, 'currentYear', 'Current Year', 'year', 'count', 'The year now,'),
  clock(291, 18796, 'dayOfMonth', 'Day of Month', 'dayOfMonth', 'count', 'Day of the month today,'),
  clock(292, 18802, 'dayOfWeek', 'Day of Week', 'dayOfWeek', 'text', 'Day of the week today,'),
];
