import type { SiteConfig } from './site-config.ts';
import { unitsBelow } from './unit-members.ts';

/** Names told one by one; of more, how many there are. */
const namesAtMost = 12;

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/**
 * What must be said with figures of somebody who is limited to business units, by the names that these and those below them have now:
 * `Only calls of the business units Sales and Sales North`. Null = nobody is left out.
 */
export const limitWords = (
  { businessUnits }: Pick<SiteConfig, 'businessUnits'>,
  scope: { readonly units?: readonly string[] },
): string | null => {
  if (scope.units === undefined) return null;
  if (scope.units.length === 0) return 'Only calls of no business unit, so none';
  const units = unitsBelow({ businessUnits }, scope.units);
  const [given, below] = [true, false].map((own) =>
    businessUnits
      .filter(({ id }) => units.has(id) && (scope.units?.includes(id) ?? false) === own)
      .map(({ id, name }) => (name === '' ? id : name)),
  );
  const names = [...(given ?? []), ...(below ?? [])];
  if (names.length === 0) return 'Only calls of business units that are no longer there, so none';
  const told = names.length > namesAtMost ? [...names.slice(0, namesAtMost), `${names.length - namesAtMost} more`] : names;
  return `Only calls of the business ${names.length === 1 ? 'unit' : 'units'} ${joined(told)}`;
};
