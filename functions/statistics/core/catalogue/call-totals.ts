import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { type Total, callTotals as t } from './totals.ts';

const column = callColumns('Call Totals', 'count');
const total = (entry: number, line: number, { id, name, phrase, formula }: Total, note = ''): Statistic =>
  column([entry, line], { id, name, formula, words: `Number of ${phrase}.${note}` });

/** Manual 12.2.7. */
export const callTotalColumns: readonly Statistic[] = [
  total(135, 17602, t.callsAnswered),
  total(136, 17607, t.callsCompleted),
  total(137, 17612, t.callsExternal),
  total(138, 17617, t.callsHandled, ' Answered or not; most percentages and averages of all calls divide by it.'),
  total(139, 17622, t.callsInAns),
  total(140, 17628, t.callsInAnsExternal),
  total(141, 17635, t.callsInAnsInternal),
  total(142, 17642, t.callsInbound, ' Internal calls are not in it, other than in Calls Outbound.'),
  total(143, 17647, t.callsInCompleted, ' Answered or not.'),
  total(144, 17653, t.callsInExternal, ' The same calls as Calls Inbound.'),
  total(145, 17659, t.callsInInternal),
  total(
    146,
    17665,
    t.callsInRefused,
    ' On reports by phone, agent or user a call counts at each place that let it ring, though another answered.',
  ),
  total(147, 17671, t.callsInternal),
  total(
    148,
    17676,
    t.callsLost,
    ' On reports that count segments it is lost only where it rang last, also when it was answered and transferred before.',
  ),
  total(149, 17680, t.callsMatched, ' Speed dials of the phone system are no match.'),
  total(150, 17685, t.callsNotMatched, ' Speed dials of the phone system are no match.'),
  total(151, 17691, t.callsOutAns),
  total(152, 17697, t.callsOutAnsExternal),
  total(153, 17704, t.callsOutAnsInternal),
  total(154, 17711, t.callsOutbound, ' Internal calls are in it, other than in Calls Inbound.'),
  total(155, 17716, t.callsOutCompleted),
  total(156, 17722, t.callsOutExternal),
  total(157, 17728, t.callsOutInternal),
  total(158, 17734, t.callsOverflowedIn),
  total(159, 17740, t.callsOverflowedOut),
  total(160, 17746, t.callsTransferredIn),
  total(161, 17752, t.callsTransferredOut),
  total(162, 17758, t.callsWithCli),
  total(163, 17763, t.ddiCalls),
  total(164, 17768, t.recoverableCalls),
  total(165, 17773, t.shortCalls, ' Unanswered calls are never short.'),
  total(166, 17779, t.unreturnedLostCalls, ' Evaluated when the report runs: one later conversation returns all of them.'),
];
