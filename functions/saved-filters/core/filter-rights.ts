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
