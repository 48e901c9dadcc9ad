import type { FactDuration } from '../types/fact.ts';
import type { Population } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import { callColumns, type Place } from './call-column.ts';
import { populations as p } from './populations.ts';
import { final } from './tests.ts';
import { callTotals, type Total, timeTotals as t } from './totals.ts';

const column = callColumns('Call Times (Average)', 'duration');
/** Total ÷ count; a row whose length is not final yet is in neither (rule set 1 §8.5). */
export const average = (
  place: Place,
  id: string,
  name: string,
  field: FactDuration,
  of: Population,
  total: Total,
  divisor: Total,
  note = '',
): Statistic =>
  column(place, {
    id,
    name,
    formula: { kind: 'average', field, of: [...of, final(field)] },
    words: `${total.name} ÷ ${divisor.name}: ${total.phrase}, divided by the number of ${divisor.phrase}.${note}`,
  });

const c = callTotals;
const dilutes = ' Unanswered calls are in the divisor and pull it down.';
/** Manual 12.2.4. Only the two answer times divide by answered calls (⚠6). */
export const callTimeAverageColumns: readonly Statistic[] = [
  average([72, 17132], 'avgAnswerTimeIn', 'Avg Answer Time (In)', 'ringMs', p.callsInAnsExternal, t.answerIn, c.callsInAnsExternal),
  average([73, 17140], 'avgAnswerTimeOut', 'Avg Answer Time (Out)', 'ringMs', p.callsOutAns, t.answerOut, c.callsOutAns),
  average([74, 17148], 'avgCallTime', 'Avg Call Time', 'callMs', p.callsHandled, t.call, c.callsHandled, dilutes),
  average([75, 17154], 'avgCallTimeIn', 'Avg Call Time (In)', 'callMs', p.callsInbound, t.callIn, c.callsInbound, dilutes),
  average([76, 17162], 'avgCallTimeOut', 'Avg Call Time (Out)', 'callMs', p.callsOutbound, t.callOut, c.callsOutbound, dilutes),
  average([77, 17170], 'avgLostCallTime', 'Avg Lost Call Time', 'ringMs', p.callsLost, t.ringLost, c.callsLost),
  average([78, 17178], 'avgRingTime', 'Avg Ring Time', 'ringMs', p.callsHandled, t.ring, c.callsHandled),
  average([79, 17185], 'avgRingTimeIn', 'Avg Ring Time (In)', 'ringMs', p.callsInbound, t.ringIn, c.callsInbound),
  average([80, 17193], 'avgRingTimeOut', 'Avg Ring Time (Out)', 'ringMs', p.callsOutbound, t.ringOut, c.callsOutbound),
  average([81, 17201], 'avgTalkTime', 'Avg Talk Time', 'talkMs', p.callsHandled, t.talk, c.callsHandled, dilutes),
  average([82, 17207], 'avgTalkTimeIn', 'Avg Talk Time (In)', 'talkMs', p.callsInbound, t.talkIn, c.callsInbound, dilutes),
  average([83, 17214], 'avgTalkTimeOut', 'Avg Talk Time (Out)', 'talkMs', p.callsOutbound, t.talkOut, c.callsOutbound, dilutes),
];
