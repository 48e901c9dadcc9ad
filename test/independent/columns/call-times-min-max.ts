import { type Columns, everyCall, inboundExternal, longest, outbound, shortest } from './aggregates.ts';

/** §7: talk over answered, hold over held, ring and call over all in scope (⚠32). */
const both = (what: string, name: string, where: string): Columns => ({
  [`max${name}`]: longest(what, where),
  [`min${name}`]: shortest(what, where),
});

/** Call Times (Min/Max): entries 84 to 117. Instants are epoch ms here. */
export const callTimesMinMax: Columns = {
  firstCallAt: shortest('started', everyCall),
  lastCallAt: longest('started', everyCall),
  lastCallAnsweredAt: longest('answered_at', 'answered'),
  lastCallEndedAt: longest('ended', everyCall),
  ...both('ring', 'AnswerTimeIn', `${inboundExternal} AND answered`),
  ...both('ring', 'AnswerTimeOut', `${outbound} AND answered`),
  ...both('call_time', 'CallTime', everyCall),
  ...both('call_time', 'CallTimeIn', inboundExternal),
  ...both('call_time', 'CallTimeOut', outbound),
  ...both('hold', 'HoldTime', 'hold > 0'),
  ...both('hold', 'HoldTimeIn', `${inboundExternal} AND hold > 0`),
  ...both('hold', 'HoldTimeOut', `${outbound} AND hold > 0`),
  ...both('ring', 'RingTime', everyCall),
  ...both('ring', 'RingTimeLost', 'lost'),
  ...both('ring', 'RingTimeIn', inboundExternal),
  ...both('ring', 'RingTimeOut', outbound),
  ...both('talk', 'TalkTime', 'answered'),
  ...both('talk', 'TalkTimeIn', `${inboundExternal} AND answered`),
  ...both('talk', 'TalkTimeOut', `${outbound} AND answered`),
};
