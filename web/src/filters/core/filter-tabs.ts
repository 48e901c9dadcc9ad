/** How a field of a filter is asked for. `device`: its text takes ranges too. */
export type FilterField =
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly help: string; readonly device: boolean }
  | { readonly kind: 'choice'; readonly name: string; readonly label: string; readonly help: string; readonly options: Options }
  | { readonly kind: 'range'; readonly name: string; readonly label: string; readonly help: string }
  | { readonly kind: 'many'; readonly name: string; readonly label: string; readonly help: string; readonly options: Options };
export type Options = readonly (readonly [value: string, words: string])[];

export interface FilterTab {
  readonly id: string;
  readonly name: string;
  readonly words: string;
  readonly fields: readonly FilterField[];
}

const text = (name: string, label: string, help: string): FilterField => ({ kind: 'text', name, label, help, device: false });
const device = (name: string, label: string, help: string): FilterField => ({ kind: 'text', name, label, help, device: true });
const yesNo = (name: string, label: string, yes: string, no: string, help = ''): FilterField => ({
  kind: 'choice',
  name,
  label,
  help,
  options: [
    ['true', yes],
    ['false', no],
  ],
});

/** The sections of the manual's filter page after the name (L4857-4990), without what belongs to recordings. */
export const filterTabs: readonly FilterTab[] = [
  {
    id: 'devices',
    name: 'Devices',
    words: 'Where calls rang, queued and were answered.',
    fields: [
      device('extension', 'Extensions', 'e.g. 1000-1005,!1003'),
      text('extensionName', 'Extension name', 'e.g. %desk%'),
      device('agent', 'Agent ids', 'e.g. 5001,5002'),
      text('agentName', 'Agent name', 'e.g. Alice%'),
      device('huntGroup', 'Hunt groups', 'e.g. 2000+'),
      text('huntGroupName', 'Hunt group name', ''),
      device('trunk', 'Trunks', 'Calls from and to the outside only.'),
      text('userName', 'User name', 'Whoever had the extension or agent number at the time.'),
    ],
  },
  {
    id: 'call',
    name: 'Call details',
    words: 'What kind of call. Grids of agents and extensions show people, not calls: these fields do not narrow their rows.',
    fields: [
      text('outsideNumber', 'Outside number', 'Who rang, or what was dialled; e.g. 0113%'),
      text('ddi', 'DDI', 'The number that was rung.'),
      text('dnis', 'DNIS', 'The name of that number.'),
      {
        kind: 'choice',
        name: 'direction',
        label: 'Direction',
        help: '',
        options: [
          ['in', 'Inbound'],
          ['out', 'Outbound'],
        ],
      },
      {
        kind: 'choice',
        name: 'callType',
        label: 'Call type',
        help: '',
        options: [
          ['external', 'External'],
          ['internal', 'Internal'],
        ],
      },
      {
        kind: 'choice',
        name: 'callStatus',
        label: 'Call status',
        help: '',
        options: [
          ['completed', 'Completed'],
          ['inProgress', 'In progress'],
        ],
      },
      yesNo('answered', 'Answered', 'Answered', 'Not answered'),
      yesNo('lost', 'Lost', 'Lost', 'Not lost'),
    ],
  },
  {
    id: 'duration',
    name: 'Duration',
    words: 'In seconds, or as minutes and seconds: 90 and 1:30 are the same. Both ends count; an empty end is open.',
    fields: [
      { kind: 'range', name: 'duration', label: 'Duration', help: 'The whole call: ringing, talking, holding.' },
      { kind: 'range', name: 'talk', label: 'Talk time', help: 'Connected.' },
      { kind: 'range', name: 'ring', label: 'Ring duration', help: 'Ringing.' },
      yesNo(
        'shortCall',
        'Short calls',
        'Short calls only',
        'Without short calls',
        'Answered, ended, and talked and on hold for less than the short call threshold of the site, as a whole.',
      ),
    ],
  },
  {
    id: 'customer',
    name: 'Customer details',
    words: 'Who the customer was.',
    fields: [
      text('contactName', 'Contact name', 'e.g. %hotel%'),
      yesNo('contactMatch', 'Contact match', 'A contact was found', 'No contact was found'),
      text('speedDialName', 'Speed dial name', ''),
      text('accountCode', 'Account code', 'The last one entered on a call.'),
      text('tag1', 'Field 1', ''),
      text('tag2', 'Field 2', ''),
      text('tag3', 'Field 3', ''),
      text('tag4', 'Field 4', ''),
      text('tag5', 'Field 5', ''),
    ],
  },
  {
    id: 'advanced',
    name: 'Advanced',
    words: '',
    fields: [
      text('callId', 'Call ID', 'As the PBX numbered it; numbers are used again.'),
      text('logicalCallId', 'Logical call ID', 'Joins the segments of one call.'),
      yesNo('trunkToTrunk', 'Trunk to trunk', 'Trunk to trunk only', 'Not trunk to trunk'),
      yesNo('invalidDialledNumber', 'Invalid dialled number', 'Invalid numbers only', 'Not invalid numbers'),
      yesNo('serviceCodes', 'Service codes', 'Service codes only', 'Not service codes'),
    ],
  },
  {
    id: 'realTime',
    name: 'Real-time',
    words: 'Which rows grids on boards show. No figure is narrowed by these. None ticked = all.',
    fields: [
      {
        kind: 'many',
        name: 'agentStatus',
        label: 'Agent status',
        help: '',
        options: [
          ['loggedOut', 'Logged out'],
          ['free', 'Free'],
          ['ringing', 'Ringing'],
          ['busy', 'Busy'],
          ['dnd', 'Do not disturb'],
          ['wrap', 'Wrap-up'],
        ],
      },
      {
        kind: 'many',
        name: 'deviceStatus',
        label: 'Device status',
        help: '',
        options: [
          ['idle', 'Idle'],
          ['ringing', 'Ringing'],
          ['busy', 'Busy'],
          ['held', 'On hold'],
          ['offline', 'Offline'],
        ],
      },
    ],
  },
];

export const filterFields = filterTabs.flatMap(({ fields }) => fields);
export const tabOfField = (name: string): FilterTab | undefined =>
  filterTabs.find(({ fields }) => fields.some((field) => field.name === name));
