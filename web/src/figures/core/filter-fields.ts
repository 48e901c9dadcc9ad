/** Text fields of the form, in its order, with an example of the mini-language where it helps. */
export const textFields = [
  { name: 'extension', label: 'Extension', example: '1000-1005,!1003' },
  { name: 'agent', label: 'Agent', example: '5001,5002' },
  { name: 'huntGroup', label: 'Hunt group', example: '2000+' },
  { name: 'trunk', label: 'Trunk', example: '' },
  { name: 'outsideNumber', label: 'Outside number', example: '0113%' },
  { name: 'ddi', label: 'DDI', example: '' },
  { name: 'contactName', label: 'Contact name', example: '%hotel%' },
  { name: 'userName', label: 'User name', example: '' },
  { name: 'accountCode', label: 'Account code', example: '' },
] as const;

interface Choice {
  readonly name: 'callType' | 'direction' | 'callStatus' | 'answered';
  readonly label: string;
  readonly options: readonly (readonly [value: string, words: string])[];
}
export const choiceFields: readonly Choice[] = [
  {
    name: 'callType',
    label: 'Calls',
    options: [
      ['external', 'External'],
      ['internal', 'Internal'],
    ],
  },
  {
    name: 'direction',
    label: 'Direction',
    options: [
      ['in', 'Inbound'],
      ['out', 'Outbound'],
    ],
  },
  {
    name: 'answered',
    label: 'Answered',
    options: [
      ['true', 'Answered'],
      ['false', 'Not answered'],
    ],
  },
  {
    name: 'callStatus',
    label: 'Status',
    options: [
      ['completed', 'Completed'],
      ['inProgress', 'In progress'],
    ],
  },
];

export type FilterDraft = Readonly<Record<string, string>>;

const known = [...textFields, ...choiceFields].map(({ name }) => name);

/** What the form shows of a filter. */
export const draftOf = (filter: Readonly<Record<string, unknown>>): FilterDraft =>
  Object.fromEntries(
    known.flatMap((name) => {
      const value = filter[name];
      return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );

/** The filter that the form asks for; fields that it does not have stay as they were. */
export const filterOf = (draft: FilterDraft, before: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const kept = Object.entries(before).filter(([name]) => !known.some((each) => each === name));
  const given = known.flatMap((name): (readonly [string, unknown])[] => {
    const text = draft[name]?.trim() ?? '';
    if (text === '') return [];
    return [[name, name === 'answered' ? text === 'true' : text]];
  });
  return Object.fromEntries([...given, ...kept]);
};
