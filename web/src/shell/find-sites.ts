import type { Site } from '../api/types.ts';

export interface CustomerSites {
  readonly tenant: string;
  readonly customerName: string;
  readonly sites: readonly Site[];
}

/** A list longer than this helps nobody; typing narrows it. */
export const mostSites = 100;

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Sites that hold every word of the text in their own or their customer's name, by customer, the first hundred of them. */
export const findSites = (sites: readonly Site[], text: string): { readonly groups: readonly CustomerSites[]; readonly found: number } => {
  const words = text.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const found = sites.filter((site) => {
    const all = `${site.customerName} ${site.name} ${site.site}`.toLocaleLowerCase('en-GB');
    return words.every((word) => all.includes(word));
  });
  const ordered = [...found].sort(
    (a, b) => collator.compare(a.customerName, b.customerName) || collator.compare(a.tenant, b.tenant) || collator.compare(a.name, b.name),
  );
  const groups = new Map<string, Site[]>();
  for (const site of ordered.slice(0, mostSites)) groups.set(site.tenant, [...(groups.get(site.tenant) ?? []), site]);
  return {
    groups: [...groups].map(([tenant, members]) => ({ tenant, customerName: members[0]?.customerName ?? tenant, sites: members })),
    found: found.length,
  };
};

export const siteLabel = (site: Site, manyCustomers: boolean): string =>
  manyCustomers ? `${site.name} · ${site.customerName}` : site.name;
