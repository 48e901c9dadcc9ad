import { defaultReport } from './default-report.ts';

const category = 'Calls By Number';

/** L4346-4364. */
export const callsByNumber = [
  defaultReport(category, 'calls-by-telephone-number', {
    name: 'Calls By Telephone Number',
    description: 'Calls by the number outside, made and received; internal calls are under the extension that called.',
    template: 'callsByTelephoneNumber',
  }),
  defaultReport(category, 'calls-for-service-codes', {
    name: 'Calls For Service Codes',
    description: 'Calls to numbers that the dial plan knows as service codes: how often each was dialled, and for how long.',
    template: 'callsByTelephoneNumber',
    columns: ['callsOutbound', 'callsOutAns', 'totalTalkTime', 'avgTalkTime', 'lastCallAt'],
    filter: { kind: 'builtIn', id: 'serviceCodes' },
    sort: [{ column: 'callsOutbound', descending: true }],
  }),
  defaultReport(category, 'top-dialled-numbers', {
    name: 'Top Dialled Numbers',
    description: 'Numbers outside by how often they were called, the most frequent first.',
    template: 'callsByTelephoneNumber',
    columns: ['callsOutExternal', 'callsOutAnsExternal', 'percentOfAllCallsOutExt', 'totalTalkTimeOut', 'avgTalkTimeOut', 'lastCallAt'],
    filter: { kind: 'builtIn', id: 'outboundExternalCalls' },
    sort: [{ column: 'callsOutExternal', descending: true }],
    chart: { kind: 'bar', columns: ['callsOutExternal'] },
  }),
  defaultReport(category, 'top-received-numbers', {
    name: 'Top Received Numbers',
    description: 'Numbers outside by how often they called, the most frequent first, and how many of those calls were lost.',
    template: 'callsByTelephoneNumber',
    columns: [
      'callsInExternal',
      'callsInAnsExternal',
      'callsLost',
      'percentOfAllCallsInExt',
      'totalTalkTimeIn',
      'avgTalkTimeIn',
      'lastCallAt',
    ],
    filter: { kind: 'builtIn', id: 'inboundExternalCalls' },
    sort: [{ column: 'callsInExternal', descending: true }],
    chart: { kind: 'bar', columns: ['callsInExternal'] },
  }),
];
