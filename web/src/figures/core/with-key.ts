/** Cells of a row with the one that names it at its place among them; null = rows have no name. */
export const withKey = <T>(place: number | null, name: T, cells: readonly T[]): readonly T[] =>
  place === null ? cells : [...cells.slice(0, place), name, ...cells.slice(place)];
