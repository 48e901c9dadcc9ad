import type { ExplainQuery } from '../../../functions/reports/explain-schemas.ts';
import type { QueryBody } from '../../../functions/reports/query-schemas.ts';
import { findStatistic, findTemplate } from '../../../functions/statistics/catalogue.ts';
import { extensions, year } from './site.ts';

/** Fifty columns as a supervisor picks them: totals, percentages, times, extremes, ring categories, the service level, shares. */
export const columns: readonly string[] = [
  ...['callsHandled', 'callsIn', 'callsOut', 'callsExternal', 'callsInternal', 'callsInbound', 'callsOutbound', 'callsInAns'],
  ...['callsInAnsExternal', 'callsInAnsInternal', 'callsOutAns', 'callsLost', 'callsInRefused', 'callsTransferredIn'],
  ...['callsTransferredOut', 'callsOverflowedOut', 'shortCalls', 'recoverableCalls'],
  ...['percentCallsInAns', 'percentCallsOutAns', 'percentCallsLost', 'percentCallsInbound', 'percentCallsInRefused'],
  ...['percentCallsTransferredOut', 'percentCallsWithCli', 'percentCallsInternal'],
  ...['totalCallTime', 'totalRingTimeIn', 'totalTalkTime', 'totalTalkTimeIn', 'totalTalkTimeOut', 'totalHoldTime'],
  ...['avgAnswerTimeIn', 'avgCallTime', 'avgTalkTimeIn', 'avgTalkTimeOut', 'avgHoldTime', 'avgRingTimeIn'],
  ...['firstCallAt', 'lastCallAt', 'maxRingTimeIn', 'maxTalkTime', 'minAnswerTimeIn'],
  ...['answeredWithin1', 'answeredWithin3', 'answeredOver6', 'lostOver3', 'serviceLevel'],
  ...['percentOfAllCallsHandled', 'percentOfAllTotalTalkTime'],
];
const offeredBy = (id: string): string[] => {
  const template = findTemplate(id);
  return template === null ? [] : columns.filter((column) => findStatistic(column)?.templates.includes(template.id));
};

const iso = (at: number): string => new Date(at).toISOString();
const wholeYear = { from: iso(year.from), to: iso(year.to) };
const byExtension: QueryBody = { template: 'callsByExtension', columns: [...columns], range: wholeYear, limit: 1_000 };

/** The question of the target, by itself. */
export const mainQuestion = byExtension;
/** Twenty columns of every segment, as a list begins: its first page of a hundred rows and how many rows there are. */
export const listColumns: readonly string[] = [
  ...['startTime', 'endTime', 'answerTime', 'callDirection', 'callType', 'telephoneNumber', 'contactName', 'segmentNo', 'extension'],
  ...['extensionName', 'huntGroup', 'huntGroupName', 'trunkNumber', 'ddiDigits', 'dnis', 'callAnswered', 'ringDuration', 'talkDuration'],
  ...['holdDuration', 'callDuration'],
];
export const listQuestion: QueryBody = { template: 'callListSegmented', columns: [...listColumns], range: wholeYear, limit: 100 };
export const longestFirst: QueryBody = { ...listQuestion, sort: [{ column: 'talkDuration', descending: true }] };
/** What else people ask of the same rows, to see what a part of a question costs. */
export const otherQuestions: Readonly<Record<string, QueryBody>> = {
  listFirstPage: listQuestion,
  listLongestFirst: longestFirst,
  month: { ...byExtension, range: { from: '2025-06-01T01:00:00.000Z', to: '2025-07-01T01:00:00.000Z' } },
  fiveColumns: { ...byExtension, columns: ['callsHandled', 'callsInAns', 'callsLost', 'avgTalkTimeIn', 'maxRingTimeIn'] },
  filteredByExtension: { ...byExtension, filter: { extension: '1000-1099' } },
  dailyWindow: { ...byExtension, dailyWindow: { from: '09:00', to: '17:30' } },
  withUnreturned: { ...byExtension, columns: [...columns.slice(0, -1), 'unreturnedLostCalls'] },
  halfHours: { ...byExtension, template: 'callsByStartTime', columns: offeredBy('callsByStartTime'), format: 'dateTime' },
  telephoneNumbers: { ...byExtension, template: 'callsByTelephoneNumber', columns: offeredBy('callsByTelephoneNumber') },
};
export const explainQuestion: ExplainQuery = {
  statistic: 'percentCallsInAns',
  template: 'callsByExtension',
  key: extensions[10]?.number,
  ...wholeYear,
  verdict: 'in',
  limit: 50,
};
