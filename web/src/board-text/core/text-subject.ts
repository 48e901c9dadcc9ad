/** What a text can be of. */
const textSubjects = ['boards', 'reports'] as const;
export type TextSubject = (typeof textSubjects)[number];

/** Something that can be written out. */
export interface ListedThing {
  readonly kind: 'board' | 'report' | 'schedule';
  readonly id: string;
  readonly name: string;
  /** “wallboard, shared”. */
  readonly words: string;
  /** It goes with everything; default reports that are as they were given do not, as everybody has them. */
  readonly usual: boolean;
}
export const keyOf = ({ kind, id }: ListedThing): string => `${kind} ${id}`;

/** How a subject is named and asked for. */
export interface TextWords {
  readonly title: string;
  /** Heading of the things of each kind, in order. */
  readonly groups: readonly (readonly [kind: ListedThing['kind'], words: string])[];
  readonly nothing: string;
  readonly nothingHelp: string;
  readonly withAll: string;
  readonly withSome: string;
}
export const textWords: Readonly<Record<TextSubject, TextWords>> = {
  boards: {
    title: 'Boards as text',
    groups: [['board', 'Boards']],
    nothing: 'No board to export yet',
    nothingHelp: 'The two built-in boards are everywhere the same.',
    withAll: 'All filters that you see and all variables come with them; external data and its secrets do not.',
    withSome: 'The filters and variables that these boards use come with them; external data and its secrets do not.',
  },
  reports: {
    title: 'Reports as text',
    groups: [
      ['report', 'Reports'],
      ['schedule', 'Schedules'],
    ],
    nothing: 'No report to export yet',
    nothingHelp: 'Default reports are everywhere the same until you change them.',
    withAll: 'All filters that you see come with them. Default reports that nobody changed stay away, as everybody has them.',
    withSome: 'The filters that they use, and the reports that the schedules run, come with them.',
  },
};

/** The ids to ask for, by kind; null = everything, with all that belongs to it. */
export const askedFor = (
  things: readonly ListedThing[],
  chosen: readonly ListedThing[],
): Readonly<Record<ListedThing['kind'], readonly string[]>> | null => {
  const keys = new Set(chosen.map(keyOf));
  if (things.every((thing) => thing.usual === keys.has(keyOf(thing)))) return null;
  const of = (kind: ListedThing['kind']): readonly string[] => chosen.filter((thing) => thing.kind === kind).map(({ id }) => id);
  return { board: of('board'), report: of('report'), schedule: of('schedule') };
};
