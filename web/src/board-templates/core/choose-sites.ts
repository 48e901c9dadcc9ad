import type { Site } from '../../api/types.ts';

export interface CustomerSites {
  readonly tenant: string;
  readonly customer: string;
  readonly sites: readonly Site[];
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Sites by customer, as far as name of either holds what was typed. */
export const sitesByCustomer = (sites: readonly Site[], typed: string): readonly CustomerSites[] => {
  const words = typed.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const text = `${site.customerName} ${site.name}`.toLocaleLowerCase('en-GB');
    if (words.every((word) => text.includes(word))) groups.set(site.tenant, [...(groups.get(site.tenant) ?? []), site]);
  }
  return [...groups]
    .map(([tenant, found]) => ({
      tenant,
      customer: found[0]?.customerName ?? tenant,
      sites: found.toSorted((a, b) => collator.compare(a.name, b.name)),
    }))
    .sort((a, b) => collator.compare(a.customer, b.customer));
};

/** @example inBatches([1, 2, 3], 2) // [[1, 2], [3]] */
export const inBatches = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
