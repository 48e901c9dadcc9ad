import type { Columns } from './aggregates.ts';

const states = { Busy: 'busy', BusyNa: 'busyNa', Free: 'free', Wrapup: 'wrap' } as const;
const average = { Busy: 'avgTimeBusy', BusyNa: 'avgTimeBusyNa', Free: 'avgTimeFree', Wrapup: 'avgTimeInWrapup' } as const;

/** ACD Times: entries 44 to 66, of sums of stays. */
export const acdTimes: Columns = {
  ...Object.fromEntries(
    (['Busy', 'BusyNa', 'Free', 'Wrapup'] as const).flatMap((name) => [
      [`percentTimeIn${name}`, `${states[name]}_ms / nullif(duty_ms, 0)`],
      [average[name], `round(${states[name]}_ms / nullif(${states[name]}_stays, 0))`],
      [`timeIn${name}`, `${states[name]}_ms`],
      [`timesIn${name}`, `${states[name]}_entries`],
    ]),
  ),
  avgTimeOnDuty: 'round(duty_ms / nullif(duty_stays, 0))',
  timeOnDuty: 'duty_ms',
  timesLoggedIn: 'duty_entries',
  firstLogonTime: 'first_logon',
  lastLogonTime: 'last_logon',
  lastLogoffTime: 'last_logoff',
  // Nobody logs on without a licence here: rows of history have no mark of one yet.
  unlicensedAgents: 'CAST(0 AS DOUBLE)',
};
