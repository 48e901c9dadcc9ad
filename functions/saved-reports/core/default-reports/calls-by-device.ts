import { defaultReport } from './default-report.ts';
import { dndFigures, unmatched, unmatchedFigures } from './shared-parts.ts';

const category = 'Calls By Device';

/** L4298-4345. */
export const callsByDevice = [
  defaultReport(category, 'calls-by-account-code', {
    name: 'Calls By Account Code',
    description: 'External calls by the account code entered last: how many, and how long was talked on each account.',
    template: 'callsByAccountCode',
    sort: [{ column: 'totalTalkTime', descending: true }],
  }),
  defaultReport(category, 'calls-by-ddi', {
    name: 'Calls By DDI',
    description: 'Calls from outside by the number that was dialled: how many each number brought, and how many of them were lost.',
    template: 'callsByDdi',
    chart: { kind: 'bar', columns: ['callsAnswered', 'callsLost'] },
  }),
  defaultReport(category, 'calls-by-extension', {
    name: 'Calls By Extension',
    description: 'Calls at each extension, internal and external, segment by segment: a call that rang three phones is at each of them.',
    template: 'callsByExtension',
  }),
  defaultReport(category, 'calls-by-hunt-group', {
    name: 'Calls By Hunt Group',
    description: 'Inbound calls at each hunt group: offered, answered, lost, and how fast. A call offered to two groups is at both.',
    template: 'callsByHuntGroup',
    chart: { kind: 'bar', columns: ['callsInAnsExternal', 'callsLost'] },
  }),
  defaultReport(category, 'calls-by-trunk', {
    name: 'Calls By Trunk',
    description: 'External calls by line: how often and how long each line was used.',
    template: 'callsByTrunk',
  }),
  defaultReport(category, 'calls-by-user', {
    name: 'Calls By User',
    description: 'Calls at all phones and agents of each user, as they were assigned when the call was there.',
    template: 'callsByUser',
  }),
  defaultReport(category, 'detailed-dnd-status-list', {
    name: 'Detailed DND Status List',
    description: 'Every time somebody switched do not disturb on or off, with the message and the text they left.',
    template: 'dndStatusList',
  }),
  defaultReport(category, 'dnd-status-by-extension', {
    name: 'DND Status By Extension',
    description: 'How long and how often each extension was on do not disturb.',
    template: 'callsByExtension',
    columns: dndFigures,
    sort: [{ column: 'timeInDnd', descending: true }],
    chart: { kind: 'bar', columns: ['timeInDnd'] },
  }),
  defaultReport(category, 'unmatched-calls-by-extension', {
    name: 'Unmatched Calls By Extension',
    description: 'External calls at each extension with a number that no contact has.',
    template: 'callsByExtension',
    columns: unmatchedFigures,
    filter: unmatched,
  }),
  defaultReport(category, 'unmatched-calls-by-user', {
    name: 'Unmatched Calls By User',
    description: 'External calls of each user with a number that no contact has.',
    template: 'callsByUser',
    columns: unmatchedFigures,
    filter: unmatched,
  }),
];
