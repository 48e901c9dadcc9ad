import type { StayFormula, StayPopulation } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import { slotsTo } from './account-codes.ts';
import { offeredForDnd } from './offered.ts';
import { stayColumns } from './stay-column.ts';

interface Family {
  readonly group: string;
  readonly kind: Extract<StayFormula, { readonly of: StayPopulation }>['kind'] &
    ('stayShare' | 'stayAverage' | 'stayLongest' | 'stayTime' | 'stayEntries');
  readonly id: string;
  readonly title: string;
  /** Entries and lines of "… 1 to 20" and of the one for all states. */
  readonly places: readonly [numbered: readonly [number, number], all: readonly [number, number]];
  readonly words: (state: string) => string;
}

const whose = 'Of an agent only while on duty; of a user at all the phones of the user.';
/**
 * Manual 12.2.9 to 12.2.13. States go by number, as their texts on the phone system change (L16831). The manual's text of the percentages
 * is pasted from another column; theirs are by rule set 1 §7 (⚠2).
 */
const families: readonly Family[] = [
  {
    group: 'DND Times (%)',
    kind: 'stayShare',
    id: 'percentTimeInDnd',
    title: '% Time In DND',
    places: [
      [194, 17984],
      [195, 17996],
    ],
    words: (state) =>
      `Time in ${state} ÷ time on duty for agents, ÷ the time the report spans for extensions (for users times their number of extensions).`,
  },
  {
    group: 'DND Times (Average)',
    kind: 'stayAverage',
    id: 'avgTimeInDnd',
    title: 'Avg Time In DND',
    places: [
      [196, 18017],
      [197, 18029],
    ],
    words: (state) =>
      `Time in ${state} ÷ how often it was entered, with a time that ran over the start of the range in the divisor too. ${whose}`,
  },
  {
    group: 'DND Times (Maximum)',
    kind: 'stayLongest',
    id: 'longestTimeInDnd',
    title: 'Longest Time In DND',
    places: [
      [198, 18043],
      [199, 18055],
    ],
    words: (state) => `Longest single time in ${state}, cut to the range. ${whose}`,
  },
  {
    group: 'DND Times (Total)',
    kind: 'stayTime',
    id: 'timeInDnd',
    title: 'Time In DND',
    places: [
      [200, 18069],
      [201, 18078],
    ],
    words: (state) => `Time in ${state}, added up. ${whose}`,
  },
  {
    group: 'DND Totals',
    kind: 'stayEntries',
    id: 'timesInDnd',
    title: 'Times In DND',
    places: [
      [202, 18088],
      [203, 18097],
    ],
    words: (state) => `How often ${state} was entered inside the range; a change from one state to another is an entry. ${whose}`,
  },
];

const columnsOf = ({ group, kind, id, title, places: [numbered, all], words }: Family): readonly Statistic[] => {
  const column = stayColumns({ group, templates: offeredForDnd, licence: 'dndReporting' });
  const of = (dndNumber: number | null): StayPopulation => ({ state: 'dnd', dndNumber, subject: 'row' });
  return [
    ...slotsTo(20).map((slot) =>
      column(...numbered, {
        id: `${id}${slot}`,
        name: `${title} ${slot}`,
        parameter: { kind: 'dndState', slot },
        formula: { kind, of: of(slot) },
        words: words(`do not disturb state ${slot}`),
      }),
    ),
    column(...all, { id, name: title, formula: { kind, of: of(null) }, words: words('do not disturb, all states together') }),
  ];
};

export const dndColumns: readonly Statistic[] = families.flatMap(columnsOf);
