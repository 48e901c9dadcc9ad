import type { Condition, Population } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import type { callColumns, Place } from './call-column.ts';
import { narrow, populations as p } from './populations.ts';
import { rangOver, rangWithin, ringCategory } from './tests.ts';
import { count, type Total } from './totals.ts';

const slots = [1, 2, 3, 4, 5, 6] as const;
type Limit = Extract<Condition, { readonly duration: unknown }>['limit'];

/** `<= Xs` takes all calls up to the limit, those of the smaller categories too; `> Xs` is the rest (⚠8). */
const sides = [
  { id: 'Within', sign: '<=', phrase: 'within', test: (limit: Limit, name: string) => rangWithin(limit, name) },
  { id: 'Over', sign: '>', phrase: 'after more than', test: (limit: Limit, name: string) => rangOver(limit, name) },
] as const;

interface Family {
  /** `answered`, `lost`. */
  readonly id: string;
  readonly name: string;
  readonly phrase: string;
  readonly of: Population;
}
/** Answered and lost Calls Inbound, by how long they rang: until the answer, or until the caller gave up (⚠9, 10). */
export const answeredFamily: Family = {
  id: 'answered',
  name: 'Answered',
  phrase: 'external inbound calls answered',
  of: p.callsInAnsExternal,
};
export const lostFamily: Family = { id: 'lost', name: 'Lost', phrase: 'external inbound calls lost', of: p.callsLost };

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** One entry of the manual as twelve columns: six limits of the site, each with both signs. */
export const ringCategoryColumns = (
  column: ReturnType<typeof callColumns>,
  place: Place,
  family: Family,
  naming: { readonly idPrefix: string; readonly namePrefix: string; readonly title?: string },
  make: (total: Total) => Pick<Statistic, 'words'> & { readonly formula: Parameters<typeof column>[1]['formula'] },
): readonly Statistic[] =>
  sides.flatMap((side) =>
    slots.map((slot) => {
      const { limit, name } = ringCategory(slot);
      const total: Total = {
        id: `${family.id}${side.id}${slot}`,
        name: `${family.name} ${side.sign} X${slot}s`,
        phrase: `${family.phrase} ${side.phrase} the seconds of ${name}`,
        formula: count(narrow(family.of, side.test(limit, name))),
      };
      const stem = naming.title ?? family.name;
      return column(place, {
        id: naming.idPrefix === '' ? total.id : `${naming.idPrefix}${upperFirst(stem.toLowerCase())}${side.id}${slot}`,
        name: `${naming.namePrefix}${stem} ${side.sign} X${slot}s`,
        parameter: { kind: 'ringCategory', slot },
        ...make(total),
      });
    }),
  );
