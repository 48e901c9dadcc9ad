/** What of a site page stands in its address. */
export interface SiteSearch {
  /** Devices: only those the PBX does not list. */
  readonly only?: 'missing';
  /** Users: the one that is open. */
  readonly user?: string;
}

export const parseSiteSearch = (search: Readonly<Record<string, unknown>>): SiteSearch => ({
  ...(search.only === 'missing' ? { only: 'missing' as const } : {}),
  ...(typeof search.user === 'string' || typeof search.user === 'number' ? { user: String(search.user) } : {}),
});
