export interface FilterRights {
  readonly see: boolean;
  readonly edit: boolean;
}

/** Own filters and shared ones are seen; a shared one is changed by its owner and by those who may share (L3173-3200). */
export const mayUseFilter = (
  asker: { readonly id: string; readonly permissions: readonly string[] },
  filter: { readonly owner: { readonly id: string } | null; readonly shared: boolean },
): FilterRights => {
  const own = filter.owner?.id === asker.id;
  if ((!own && !filter.shared) || !asker.permissions.includes('filters.read')) return { see: false, edit: false };
  return { see: true, edit: asker.permissions.includes('filters.write') && (own || asker.permissions.includes('filters.share')) };
};

/**
 * The same of a stored filter that cannot be read, by what still can be: one that does not say that it is shared is its owner's, and whose nobody
 * can tell is for those who may share to put away.
 */
export const mayUseUnreadable = (asker: Parameters<typeof mayUseFilter>[0], row: Readonly<Record<string, unknown>>): FilterRights => {
  const { owner } = row;
  const id = typeof owner === 'object' && owner !== null && 'id' in owner && typeof owner.id === 'string' ? owner.id : null;
  const shared = row.shared === true;
  if (id !== null || shared) return mayUseFilter(asker, { owner: id === null ? null : { id }, shared });
  const mayShare = ['filters.read', 'filters.write', 'filters.share'].every((permission) => asker.permissions.includes(permission));
  return { see: mayShare, edit: mayShare };
};
