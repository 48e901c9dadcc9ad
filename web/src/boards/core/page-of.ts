/** Pages of a list nobody can scroll: as equal as they can be, none longer than `fit`. */
export const pageOf = <T>(
  rows: readonly T[],
  fit: number,
  turn: number,
): { readonly page: number; readonly pages: number; readonly rows: readonly T[] } => {
  const pages = Math.max(1, Math.ceil(rows.length / Math.max(1, fit)));
  const page = turn % pages;
  return { page, pages, rows: rows.slice(page * Math.max(1, fit), (page + 1) * Math.max(1, fit)) };
};
