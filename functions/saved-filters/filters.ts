/** Published door of saved filters: reading them, and the rules of who sees and changes them. */

export { filtersPerSite } from './constants.ts';
export { canonicalSpec, type SpecFault } from './core/canonical-spec.ts';
export { type FilterRights, mayUseFilter, mayUseUnreadable } from './core/filter-rights.ts';
export { createFilterStore, type FilterStore, type KnownFilter } from './filter-store.ts';
