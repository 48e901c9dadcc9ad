export interface ReportRights {
  readonly see: boolean;
  readonly edit: boolean;
}

/**
 * Own reports are their owner's alone; shared ones are seen by everybody with reports (L4521) and changed by their owner and by those who may
 * share. Built-in ones nobody changes.
 */
export const mayUseReport = (
  asker: { readonly id: string; readonly permissions: readonly string[] },
  report: { readonly owner: { readonly id: string } | null; readonly shared: boolean },
): ReportRights => {
  const own = report.owner?.id === asker.id;
  if ((!own && !report.shared) || !asker.permissions.includes('reports.read')) return { see: false, edit: false };
  const mayWrite = report.owner !== null && asker.permissions.includes('reports.write');
  return { see: true, edit: mayWrite && (own || asker.permissions.includes('reports.share')) };
};
