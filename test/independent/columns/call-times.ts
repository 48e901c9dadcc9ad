import { average, type Columns, count, everyCall, inboundExternal, outbound, share, total } from './aggregates.ts';

/** Call Times (Total): entries 120 to 134. */
export const callTimesTotal: Columns = {
  totalAnswerTimeIn: total('ring', `${inboundExternal} AND answered`),
  totalAnswerTimeOut: total('ring', `${outbound} AND answered`),
  totalCallTime: total('call_time', everyCall),
  totalCallTimeIn: total('call_time', inboundExternal),
  totalCallTimeOut: total('call_time', outbound),
  totalHoldTime: total('hold', everyCall),
  totalHoldTimeIn: total('hold', inboundExternal),
  totalHoldTimeOut: total('hold', outbound),
  totalRingTime: total('ring', everyCall),
  totalRingTimeLost: total('ring', 'lost'),
  totalRingTimeIn: total('ring', inboundExternal),
  totalRingTimeOut: total('ring', outbound),
  totalTalkTime: total('talk', everyCall),
  totalTalkTimeIn: total('talk', inboundExternal),
  totalTalkTimeOut: total('talk', outbound),
};

/**
 * Divisors that are no columns: talk, hold and call time of what goes on are in no sum and in no divisor, and neither is the ring time of
 * what still rings (§8.5: counted with what is final).
 */
export const divisors: Columns = {
  rungHandled: count('ring IS NOT NULL'),
  rungInbound: count(`${inboundExternal} AND ring IS NOT NULL`),
  rungOutbound: count(`${outbound} AND ring IS NOT NULL`),
  endedHandled: count('is_ended'),
  endedInbound: count(`${inboundExternal} AND is_ended`),
  endedOutbound: count(`${outbound} AND is_ended`),
};

/** Call Times (Average): entries 72 to 83, hold ours. */
export const callTimesAverage: Columns = {
  avgAnswerTimeIn: average('totalAnswerTimeIn', 'callsInAnsExternal'),
  avgAnswerTimeOut: average('totalAnswerTimeOut', 'callsOutAns'),
  avgCallTime: average('totalCallTime', 'endedHandled'),
  avgCallTimeIn: average('totalCallTimeIn', 'endedInbound'),
  avgCallTimeOut: average('totalCallTimeOut', 'endedOutbound'),
  avgLostCallTime: average('totalRingTimeLost', 'callsLost'),
  avgRingTime: average('totalRingTime', 'rungHandled'),
  avgRingTimeIn: average('totalRingTimeIn', 'rungInbound'),
  avgRingTimeOut: average('totalRingTimeOut', 'rungOutbound'),
  avgTalkTime: average('totalTalkTime', 'endedHandled'),
  avgTalkTimeIn: average('totalTalkTimeIn', 'endedInbound'),
  avgTalkTimeOut: average('totalTalkTimeOut', 'endedOutbound'),
  avgHoldTime: average('totalHoldTime', 'endedHandled'),
  avgHoldTimeIn: average('totalHoldTimeIn', 'endedInbound'),
  avgHoldTimeOut: average('totalHoldTimeOut', 'endedOutbound'),
};

/** Call Times (%): entries 69 to 71. */
export const callTimesPercent: Columns = {
  percentTotalHoldTime: share('totalHoldTime', 'totalCallTime'),
  percentTotalRingTime: share('totalRingTime', 'totalCallTime'),
  percentTotalTalkTime: share('totalTalkTime', 'totalCallTime'),
};
