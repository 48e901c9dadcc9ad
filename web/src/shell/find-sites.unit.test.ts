import { describe, expect, it } from 'vitest';
import type { Site } from '../api/types.ts';
import { findSites } from './find-sites.ts';

const site = (tenant: string, name: string): Site => ({
  site: `${tenant}-${name}`.toLowerCase(),
  name,
  tenant,
  customerName: `${tenant} Ltd`,
  timeZone: 'UTC',
  resetTime: '02:00',
});

describe('site search', () => {
  const sites = [site('Pier', 'Office 10'), site('Pier', 'Office 9'), site('Harbour', 'Office 1')];

  it('groups by customer and sorts numbers as numbers', () => {
    expect(findSites(sites, '').groups.map((group) => [group.customerName, group.sites.map((each) => each.name)])).toEqual([
      ['Harbour Ltd', ['Office 1']],
      ['Pier Ltd', ['Office 9', 'Office 10']],
    ]);
  });

  it('finds by every word, in customer and site', () => {
    expect(findSites(sites, 'pier 10').groups.flatMap((group) => group.sites.map((each) => each.name))).toEqual(['Office 10']);
    expect(findSites(sites, 'nothing').found).toBe(0);
  });

  it('shows the first hundred of a thousand and says how many there are', () => {
    const many = Array.from({ length: 1000 }, (_, i) => site('Chain', `Shop ${i + 1}`));
    const { groups, found } = findSites(many, 'shop');
    expect(found).toBe(1000);
    expect(groups[0]?.sites).toHaveLength(100);
    expect(groups[0]?.sites.at(-1)?.name).toBe('Shop 100');
  });
});
