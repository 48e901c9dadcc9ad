import type { StayFormula, StayPopulation } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import { offeredForAcd } from './offered.ts';
import { stayColumns } from './stay-column.ts';

const column = stayColumns({ group: 'ACD Times', templates: offeredForAcd, licence: 'acdReporting' });

/** States that divide an agent's time on duty without rest, one at a time (rule set 1 §8.17). "Busy N/A" is do not disturb. */
const states = {
  Busy: { state: 'busy', id: 'Busy', words: 'on a call' },
  'Busy N/A': { state: 'dnd', id: 'BusyNa', words: 'in do not disturb while on duty' },
  Free: { state: 'free', id: 'Free', words: 'free; a ringing phone is still free' },
  Wrapup: { state: 'wrap', id: 'Wrapup', words: 'in wrap-up after a call' },
} as const;
type Name = keyof typeof states;
const of = (name: Name): StayPopulation => ({ state: states[name].state, dndNumber: null, subject: 'agent' });
const onDuty: StayPopulation = { state: 'onDuty', dndNumber: null, subject: 'agent' };

const share = (entry: number, line: number, name: Name): Statistic =>
  column(entry, line, {
    id: `percentTimeIn${states[name].id}`,
    name: `% Time In ${name}`,
    formula: { kind: 'stayShare', of: of(name) },
    words: `Time In ${name} ÷ Time On Duty: time ${states[name].words}, out of all the time the agent was logged in.`,
  });
const average = (entry: number, line: number, name: Name, printed: string, id: string): Statistic =>
  column(entry, line, {
    id,
    name: printed,
    formula: { kind: 'stayAverage', of: of(name) },
    words: `Time In ${name} ÷ Times In ${name}: average length of a time ${states[name].words}. A time that ran over the start of the range is in the divisor too.`,
  });
const time = (entry: number, line: number, name: Name): Statistic =>
  column(entry, line, {
    id: `timeIn${states[name].id}`,
    name: `Time In ${name}`,
    formula: { kind: 'stayTime', of: of(name) },
    words: `Time the agent was ${states[name].words}. The clock stops while the link to the phone system is down.`,
  });
const times = (entry: number, line: number, name: Name): Statistic =>
  column(entry, line, {
    id: `timesIn${states[name].id}`,
    name: `Times In ${name}`,
    formula: { kind: 'stayEntries', of: of(name) },
    words: `How often the agent's state became this: ${states[name].words}. Only changes inside the range count.`,
  });
const duty = (entry: number, line: number, id: string, name: string, formula: StayFormula, words: string): Statistic =>
  column(entry, line, { id, name, formula, words });
const logOn = (which: 'firstEntry' | 'lastEntry' | 'lastExit'): StayFormula => ({ kind: 'stayInstant', which, of: onDuty });

/** Manual 12.2.2. */
export const acdTimeColumns: readonly Statistic[] = [
  share(44, 16862, 'Busy'),
  share(45, 16871, 'Busy N/A'),
  share(46, 16881, 'Free'),
  share(47, 16890, 'Wrapup'),
  average(48, 16899, 'Busy', 'Avg Time Busy', 'avgTimeBusy'),
  average(49, 16907, 'Busy N/A', 'Avg Time Busy N/A', 'avgTimeBusyNa'),
  average(50, 16917, 'Free', 'Avg Time Free', 'avgTimeFree'),
  average(51, 16925, 'Wrapup', 'Avg Time In Wrapup', 'avgTimeInWrapup'),
  duty(
    52,
    16934,
    'avgTimeOnDuty',
    'Avg Time On Duty',
    { kind: 'stayAverage', of: onDuty },
    'Time On Duty ÷ Times Logged In: average length of a time logged in. A time that ran over the start of the range is in the divisor too.',
  ),
  duty(
    53,
    16944,
    'firstLogonTime',
    'First Logon Time',
    logOn('firstEntry'),
    'When the agent, logged out until then, first logged on inside the range.',
  ),
  duty(
    54,
    16958,
    'lastLogoffTime',
    'Last Logoff Time',
    logOn('lastExit'),
    'When the agent last logged out of the last hunt group inside the range.',
  ),
  duty(
    55,
    16966,
    'lastLogonTime',
    'Last Logon Time',
    logOn('lastEntry'),
    'When the agent, logged out until then, last logged on inside the range.',
  ),
  time(56, 16974, 'Busy'),
  time(57, 16982, 'Busy N/A'),
  time(58, 16991, 'Free'),
  time(59, 16999, 'Wrapup'),
  duty(
    60,
    17007,
    'timeOnDuty',
    'Time On Duty',
    { kind: 'stayTime', of: onDuty },
    'Time the agent was logged in to at least one hunt group. It is the sum of busy, busy N/A, free and wrap-up.',
  ),
  times(61, 17015, 'Busy'),
  times(62, 17023, 'Busy N/A'),
  times(63, 17033, 'Free'),
  times(64, 17040, 'Wrapup'),
  duty(
    65,
    17048,
    'timesLoggedIn',
    'Times Logged In',
    { kind: 'stayEntries', of: onDuty },
    'How often the agent went from logged out to logged in inside the range. A second hunt group is no second log-in.',
  ),
  column(66, 17056, {
    id: 'unlicensedAgents',
    name: 'Unlicensed Agents',
    formula: { kind: 'unlicensedAgents' },
    licence: null,
    words: 'Number of agents logged in without a licence at the end of the range, or now if that is earlier.',
  }),
];
