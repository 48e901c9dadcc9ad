import type { Statistic } from '../types/statistic.ts';
import { callLists, listColumns } from './list-column.ts';

const list = { templates: callLists.all, licence: 'callLogging' } as const;
const advanced = listColumns({ group: 'Advanced', ...list });
/** Manual 12.1.1: for engineers. */
export const callListAdvancedColumns: readonly Statistic[] = [
  advanced(
    [1, 16447],
    'callId',
    'Call ID',
    'id',
    'pbxCallId',
    "The phone system's own number of the call; it uses the number again later.",
  ),
  advanced(
    [2, 16453],
    'endEvent',
    'End Event',
    'text',
    'endEvent',
    'Code of the event with which the phone system ended the segment; of a whole call the last one. Empty when the end was inferred.',
  ),
  advanced(
    [3, 16459],
    'logicalCallId',
    'Logical Call ID',
    'id',
    'logicalCallId',
    'Our id of the call: all its segments carry it, those of an announced transfer too.',
  ),
  advanced([4, 16466], 'recId', 'Rec ID', 'id', 'segmentId', 'Our id of the segment; of a whole call that of its first segment.', {
    callField: 'logicalCallId',
    show: 'recId',
  }),
];

const info = listColumns({ group: 'Call Info', ...list });
/** Manual 12.1.2; here `*` is segmented only and `**` un-segmented only (L16579). */
export const callListInfoColumns: readonly Statistic[] = [
  info(
    [5, 16477],
    'accountCode',
    'Account Code',
    'text',
    'accountCode',
    'The account code entered last, on the segment or on the whole call.',
  ),
  info(
    [6, 16484],
    'callAnswered',
    'Call Answered',
    'yesNo',
    'answered',
    'Whether the segment was answered; of a whole call, whether any of its segments was.',
    { show: 'yesNo' },
  ),
  info([7, 16490], 'callDirection', 'Call Direction', 'text', 'direction', 'In or Out for external calls, n/a for internal ones.', {
    show: 'direction',
  }),
  info([8, 16495], 'callMatched', 'Call Matched', 'yesNo', 'contactName', 'Whether the number outside was found in a contact directory.', {
    show: 'matched',
  }),
  info(
    [9, 16500],
    'callState',
    'Call State',
    'text',
    'outcome',
    'Whether the call is ringing, connected or on hold; "Ended" once it is over.',
    { show: 'state' },
  ),
  info([10, 16505], 'callType', 'Call Type', 'text', 'callType', 'Ext for a call with a line outside, Int for one between extensions.', {
    show: 'type',
  }),
  info(
    [11, 16510],
    'cli',
    'CLI',
    'text',
    'outsideNumber',
    'The number outside: received when the call came in, dialled when it went out. Empty for internal calls.',
  ),
  info(
    [12, 16515],
    'cliReceived',
    'CLI Received',
    'yesNo',
    'outsideNumber',
    'Whether an external inbound call showed a number; n/a for all others.',
    { show: 'cliReceived' },
  ),
  info(
    [13, 16520],
    'contactName',
    'Contact Name',
    'text',
    'contactName',
    'Name of the number outside in a contact directory; personal contacts are not used.',
  ),
  info([14, 16530], 'ddiDigits', 'DDI Digits', 'text', 'ddi', 'The number that an external inbound call dialled, as the network gave it.'),
  info(
    [15, 16536],
    'ddiReceived',
    'DDI Received',
    'yesNo',
    'ddi',
    'Whether an external inbound call came with DDI digits; n/a for all others.',
    { show: 'ddiReceived' },
  ),
  info([16, 16541], 'dnis', 'DNIS', 'text', 'dnis', "The phone system's description of the DDI number that was dialled."),
  info([17, 16547], 'segmentNo', 'Segment No', 'count', 'segmentNo', 'Number of the segment within its call, from 1.', {
    templates: callLists.segmented,
    callField: null,
    unit: 'none',
  }),
  info([18, 16554], 'segmentCount', 'Segment Count', 'count', 'segmentCount', 'How many segments the call has.', {
    templates: callLists.whole,
  }),
  info(
    [19, 16560],
    'shortCall',
    'Short Call',
    'yesNo',
    'shortCall',
    'Whether it was answered and talk and hold together stayed below the short call threshold.',
    { show: 'shortCall' },
  ),
  info(
    [20, 16566],
    'speedDialName',
    'Speed Dial Name',
    'text',
    'speedDialName',
    "Name of the number outside among the phone system's speed dials.",
  ),
  info(
    [21, 16573],
    'telephoneNumber',
    'Telephone Number',
    'text',
    'outsideNumber',
    'The number outside; of an internal call the extension that called.',
    { show: 'telephone' },
  ),
];

const tags = listColumns({ group: 'Tag Fields', ...list });
/** Manual 12.1.5. */
export const callListTagColumns: readonly Statistic[] = [1, 2, 3, 4, 5].map((slot) =>
  tags(
    [42, 16780],
    `tagField${slot}`,
    `Tag Field ${slot}`,
    'text',
    'tags',
    `What was filled into tag field ${slot}; of a whole call the last value.`,
    {
      show: 'tag',
      slot,
      parameter: { kind: 'tag', slot },
    },
  ),
);
