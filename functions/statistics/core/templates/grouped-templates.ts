import type { Template, TemplateId } from '../types/template.ts';
import { everyCall, externalOnly, inboundExternalOnly, inboundOnly } from './scopes.ts';

type Given = Pick<Template, 'name' | 'grains' | 'scope' | 'key' | 'line' | 'counts' | 'words'> & Partial<Template>;
const grouped = (id: TemplateId, given: Given): Template => ({
  id,
  kind: 'grouped',
  stays: null,
  fixedColumns: null,
  licence: 'callReporting',
  ...given,
});

/** A call template: one row a call, and one for each further trunk of a trunk-to-trunk call (rule set 1 §8.4). */
const callAndTrunks = { counts: 'calls', grains: ['call', 'trunk'] } as const;
/** A segment template: each phone the call was at, and internal calls once more for who made them (rule set 1 §8.3). */
const everyLeg = { counts: 'segments', grains: ['leg', 'originator'], scope: everyCall } as const;

/**
 * Rows without a key are left out of the report, except where the lack of it is worth a row: a call without DDI, a caller who
 * withheld the number (rule set 1 §8.13).
 */
export const groupedTemplates: readonly Template[] = [
  grouped('callsByAccountCode', {
    name: 'Calls by Account Code',
    ...callAndTrunks,
    scope: externalOnly,
    key: { by: 'accountCode', nameField: 'accountCode', emptyLabel: null },
    line: 3887,
    words: 'External calls by the account code entered last on the call. Calls without a code are left out.',
  }),
  grouped('callsByAgent', {
    name: 'Calls by Agent',
    ...everyLeg,
    key: { by: 'agent', nameField: 'agentName', emptyLabel: null },
    stays: 'agent',
    licence: 'acdReporting',
    line: 3895,
    words:
      'Calls at each agent, internal and external, segment by segment, with the time the agent spent on duty. An agent of a call is who was logged in at the phone, from a hunt group or not.',
  }),
  grouped('callsByDdi', {
    name: 'Calls by DDI',
    counts: 'calls',
    grains: ['call'],
    scope: inboundExternalOnly,
    key: { by: 'ddi', nameField: 'dnis', emptyLabel: '(none)' },
    line: 3900,
    words: 'External calls that came in, by the number that was dialled: how many real calls each number brought.',
  }),
  grouped('callsByExtension', {
    name: 'Calls by Extension',
    ...everyLeg,
    key: { by: 'extension', nameField: 'extensionName', emptyLabel: null },
    stays: 'extension',
    line: 3905,
    words:
      'Calls at each extension, internal and external, segment by segment: a call that rang three phones counts at each. Voicemail and routing applications are extensions too.',
  }),
  grouped('callsByHuntGroup', {
    name: 'Calls by Hunt Group',
    counts: 'visits of a call to a hunt group',
    grains: ['visit'],
    scope: inboundOnly,
    key: { by: 'huntGroup', nameField: 'huntGroupName', emptyLabel: null },
    line: 3913,
    words:
      'Inbound calls at each hunt group: a call offered to two groups counts once at each, however many phones of the group it rang. Answered if any of them answered.',
  }),
  grouped('callsByStartTime', {
    name: 'Calls by Start Time',
    ...callAndTrunks,
    scope: externalOnly,
    key: { by: 'time' },
    line: 3921,
    words: 'External calls by when they started: by call rate period, day, week or month of the site.',
  }),
  grouped('callsByTelephoneNumber', {
    name: 'Calls by Telephone Number',
    counts: 'segments',
    grains: ['leg'],
    scope: everyCall,
    key: { by: 'telephoneKey', nameField: 'telephoneName', emptyLabel: '(withheld)' },
    line: 3929,
    words: 'Calls by the number outside; internal calls once, under the extension that called. Segment by segment.',
  }),
  grouped('callsByTrunk', {
    name: 'Calls by Trunk',
    ...callAndTrunks,
    scope: externalOnly,
    key: { by: 'trunk', nameField: 'trunkName', emptyLabel: null },
    line: 3937,
    words:
      'External calls by line. A call from trunk to trunk counts at each: the first carries the whole call, each further one its own part.',
  }),
  grouped('callsByUser', {
    name: 'Calls by User',
    ...everyLeg,
    key: { by: 'userId', nameField: 'userName', emptyLabel: null },
    stays: 'user',
    line: 16810,
    words: 'Calls at all phones and agents of each user, as they were assigned when the call was there. Segment by segment.',
  }),
  grouped('inboundCallSummary', {
    name: 'Inbound Call Summary',
    counts: 'calls',
    grains: ['call'],
    scope: inboundExternalOnly,
    key: { by: 'none' },
    fixedColumns: [
      'callsInbound',
      'callsAnswered',
      'callsLost',
      'percentCallsLost',
      'avgAnswerTimeIn',
      'avgLostCallTime',
      'maxRingTimeLost',
      'callsAnsweredWithinTarget',
    ],
    licence: 'callLogging',
    line: 3951,
    words: 'The external calls that came in, in one row with fixed columns.',
  }),
  grouped('site', {
    name: 'Site',
    ...callAndTrunks,
    scope: everyCall,
    key: { by: 'none' },
    line: null,
    words: 'Ours: one row over the whole site, calls of every kind. What a tile shows that is not grouped by anything.',
  }),
];
