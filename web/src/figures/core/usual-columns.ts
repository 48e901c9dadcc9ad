import type { PublicTemplate } from './public-types.ts';
import { maxColumns } from './question.ts';

const atPhones = [
  'callsHandled',
  'callsInAns',
  'callsInRefused',
  'callsLost',
  'callsOutbound',
  'avgRingTimeIn',
  'totalTalkTime',
  'avgTalkTime',
  'maxTalkTime',
];
const callList = [
  'startTime',
  'callDirection',
  'telephoneNumber',
  'contactName',
  'answeringExtension',
  'answeringExtensionName',
  'huntGroupName',
  'callAnswered',
  'ringDuration',
  'talkDuration',
];

/** What most people want to see first of each report. */
const usual: Readonly<Record<string, readonly string[]>> = {
  callsByExtension: atPhones,
  callsByUser: atPhones,
  callsByAgent: [
    'callsHandled',
    'callsInAns',
    'callsInRefused',
    'callsOutbound',
    'totalTalkTime',
    'avgTalkTime',
    'timeOnDuty',
    'percentTimeInFree',
    'percentTimeInWrapup',
  ],
  callsByHuntGroup: [
    'callsInbound',
    'callsInAnsExternal',
    'callsLost',
    'percentCallsLost',
    'avgAnswerTimeIn',
    'maxRingTimeLost',
    'serviceLevel',
  ],
  callsByDdi: ['callsInbound', 'callsInAnsExternal', 'callsLost', 'percentCallsLost', 'avgAnswerTimeIn', 'totalTalkTimeIn'],
  callsByStartTime: ['callsInbound', 'callsInAnsExternal', 'callsLost', 'percentCallsLost', 'avgAnswerTimeIn', 'callsOutbound'],
  callsByTelephoneNumber: ['callsHandled', 'callsInAns', 'callsLost', 'callsOutbound', 'totalTalkTime', 'lastCallAt'],
  callsByTrunk: ['callsHandled', 'callsInbound', 'callsOutbound', 'totalCallTime', 'avgCallTime', 'lastCallAt'],
  callsByAccountCode: ['callsHandled', 'callsInbound', 'callsOutbound', 'totalTalkTime', 'avgTalkTime'],
  site: [
    'callsInbound',
    'callsInAnsExternal',
    'callsLost',
    'percentCallsLost',
    'serviceLevel',
    'avgAnswerTimeIn',
    'callsOutExternal',
    'callsInternal',
    'totalTalkTime',
  ],
  callList,
  unreturnedLostCalls: ['startTime', 'telephoneNumber', 'contactName', 'ddiDigits', 'huntGroupName', 'lastRangExtension', 'ringDuration'],
  callListSegmented: [
    'startTime',
    'segmentNo',
    'callDirection',
    'telephoneNumber',
    'extension',
    'extensionName',
    'huntGroupName',
    'callAnswered',
    'ringDuration',
    'talkDuration',
    'transferredTo',
  ],
};

const fallback = 9;

/** Columns a report starts with; all of them where they are fixed. */
export const usualColumns = (template: PublicTemplate): readonly string[] => {
  if (template.fixed) return template.columns.slice(0, maxColumns);
  const offered = new Set(template.columns);
  const known = (usual[template.id] ?? []).filter((id) => offered.has(id));
  return known.length > 0 ? known : template.columns.slice(0, fallback);
};

const keyWords: Readonly<Record<string, string>> = {
  extension: 'Extension',
  agent: 'Agent',
  accountCode: 'Account code',
  ddi: 'DDI',
  huntGroup: 'Hunt group',
  time: 'Start',
  telephoneKey: 'Number',
  trunk: 'Trunk',
  userId: 'User',
};

/** Head of the column that names the rows. */
export const keyWord = (key: string | null): string => (key === null ? 'Row' : (keyWords[key] ?? key));

/** Word for one row of it. */
export const kindWords: Readonly<Record<PublicTemplate['kind'], string>> = {
  grouped: 'Figures',
  callList: 'Lists of calls',
  segmentList: 'Lists of calls',
  statusList: 'Lists of status changes',
  configList: 'What the site has',
};
