import { defaultReport } from './default-report.ts';

const category = 'Call Lists';

/** L4263-4283. */
export const callLists = [
  defaultReport(category, 'call-list-general', {
    name: 'Call List General',
    description: 'Every call, inside and outside, segment by segment: each phone, group or application where it was, newest first.',
    template: 'callListSegmented',
  }),
  defaultReport(category, 'invalid-dialled-numbers', {
    name: 'Invalid Dialled Numbers',
    description: 'Calls made to the outside that never came about, with the number that was dialled and the phone it was dialled at.',
    template: 'callList',
    columns: [
      'startTime',
      'telephoneNumber',
      'contactName',
      'firstRangExtension',
      'firstRangExtensionName',
      'trunkNumber',
      'endEvent',
      'callDuration',
    ],
    filter: { kind: 'builtIn', id: 'invalidDialledNumbers' },
  }),
  defaultReport(category, 'lost-calls', {
    name: 'Lost Calls',
    description: 'Calls from outside that nobody answered: who called, where it rang last, and how long the caller waited.',
    template: 'callList',
    columns: [
      'startTime',
      'telephoneNumber',
      'contactName',
      'ddiDigits',
      'dnis',
      'huntGroupName',
      'lastRangExtension',
      'lastRangExtensionName',
      'ringDuration',
    ],
    filter: { kind: 'builtIn', id: 'lostCalls' },
  }),
  defaultReport(category, 'trunk-to-trunk-calls', {
    name: 'Trunk to Trunk Calls',
    description: 'Calls from outside that were sent outside again, by diversion or transfer: they hold two lines at once.',
    template: 'callList',
    columns: [
      'startTime',
      'telephoneNumber',
      'contactName',
      'trunkNumber',
      'trunkDescription',
      'transferredFrom',
      'transferredTo',
      'talkDuration',
      'callDuration',
    ],
    filter: { kind: 'builtIn', id: 'trunkToTrunkCalls' },
  }),
  defaultReport(category, 'unreturned-lost-calls', {
    name: 'Unreturned Lost Calls',
    description: 'Lost calls whose number nobody has talked to since, in either direction: who is still to be called back.',
    template: 'unreturnedLostCalls',
  }),
];
