import type { GroupingFormat } from '../../domain/report.ts';
import type { TemplateId } from '../../statistics/catalogue.ts';

/** What a new report of a template begins with (L4150, L4236). */
export interface TemplateDefault {
  readonly template: TemplateId;
  /** Statistics, in order. */
  readonly columns: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** Of the report by time. */
  readonly format: GroupingFormat | null;
}

const byKey = [{ column: 'key', descending: false }];
const most = (column: string) => [{ column, descending: true }];
const newestFirst = (column: string) => [{ column, descending: true }];
const listed = [{ column: 'deviceNumber', descending: false }];
const begin = (template: TemplateId, columns: readonly string[], sort: TemplateDefault['sort']): TemplateDefault => ({
  template,
  columns,
  sort,
  format: template === 'callsByStartTime' ? 'date' : null,
});

/** What everybody asks of a telephone: taken, refused, lost, made, and how long. */
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
const deviceColumns = ['deviceNumber', 'deviceDescription', 'deviceNodeId'];

/**
 * One for each template, in the order of `GET /v1/templates`. Beside Calls Inbound, which are external calls (L17642), stands what was answered of
 * these: Calls Answered are those that were made, too, and internal ones (L17602), and the same number only where a template holds nothing else.
 */
export const templateDefaults: readonly TemplateDefault[] = [
  begin(
    'callList',
    [
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
    ],
    newestFirst('startTime'),
  ),
  begin(
    'callListSegmented',
    [
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
    newestFirst('startTime'),
  ),
  begin(
    'unreturnedLostCalls',
    ['startTime', 'telephoneNumber', 'contactName', 'ddiDigits', 'huntGroupName', 'lastRangExtension', 'ringDuration'],
    newestFirst('startTime'),
  ),
  begin(
    'acdStatusList',
    [
      'acdEventTime',
      'acdAgent',
      'acdAgentName',
      'acdStatus',
      'acdExtension',
      'acdHuntGroup',
      'acdHuntGroupName',
      'acdDndMessage',
      'acdDndText',
    ],
    newestFirst('acdEventTime'),
  ),
  begin(
    'dndStatusList',
    ['dndEventTime', 'dndExtension', 'dndExtensionName', 'dndStatus', 'dndMessage', 'dndText'],
    newestFirst('dndEventTime'),
  ),
  begin('agentList', deviceColumns, listed),
  begin('ddiList', deviceColumns, listed),
  begin('deviceList', deviceColumns, listed),
  begin('trunkList', deviceColumns, listed),
  begin('callsByAccountCode', ['callsHandled', 'callsInbound', 'callsOutbound', 'totalTalkTime', 'avgTalkTime'], byKey),
  begin(
    'callsByAgent',
    [
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
    byKey,
  ),
  begin('callsByDdi', ['callsInbound', 'callsAnswered', 'callsLost', 'percentCallsLost', 'avgAnswerTimeIn', 'totalTalkTimeIn'], byKey),
  begin('callsByExtension', atPhones, byKey),
  begin(
    'callsByHuntGroup',
    ['callsInbound', 'callsInAnsExternal', 'callsLost', 'percentCallsLost', 'avgAnswerTimeIn', 'maxRingTimeLost', 'serviceLevel'],
    byKey,
  ),
  begin(
    'callsByStartTime',
    ['callsInbound', 'callsInAnsExternal', 'callsLost', 'percentCallsLost', 'avgAnswerTimeIn', 'callsOutbound'],
    byKey,
  ),
  begin(
    'callsByTelephoneNumber',
    ['callsHandled', 'callsInAns', 'callsLost', 'callsOutbound', 'totalTalkTime', 'lastCallAt'],
    most('callsHandled'),
  ),
  begin('callsByTrunk', ['callsHandled', 'callsInbound', 'callsOutbound', 'totalCallTime', 'avgCallTime', 'lastCallAt'], byKey),
  begin('callsByUser', atPhones, byKey),
  begin(
    'inboundCallSummary',
    [
      'callsInbound',
      'callsAnswered',
      'callsLost',
      'percentCallsLost',
      'avgAnswerTimeIn',
      'avgLostCallTime',
      'maxRingTimeLost',
      'callsAnsweredWithinTarget',
    ],
    [],
  ),
  begin(
    'site',
    [
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
    [],
  ),
];
