/** What the address of the catalogue holds. */
export interface CatalogueSearch {
  readonly q?: string;
  /** Only what this report offers. */
  readonly template?: string;
  readonly live?: true;
}

export const parseCatalogueSearch = (search: Record<string, unknown>): CatalogueSearch => {
  const { q, template, live } = search;
  return {
    ...(q === undefined || q === '' || typeof q === 'object' ? {} : { q: String(q) }),
    ...(typeof template === 'string' && template !== '' ? { template } : {}),
    ...(live === true ? { live } : {}),
  };
};
