/** Aggregates over the rows of a report (table `r`); outside legs of personal routers are in none but their own count (§8.11). */
export type Columns = Readonly<Record<string, string>>;

export const count = (where: string): string => `CAST(count(*) FILTER (WHERE NOT outside_leg AND (${where})) AS DOUBLE)`;
export const total = (what: string, where: string): string =>
  `CAST(coalesce(sum(${what}) FILTER (WHERE NOT outside_leg AND (${where})), 0) AS DOUBLE)`;
export const longest = (what: string, where: string): string =>
  `CAST(max(${what}) FILTER (WHERE NOT outside_leg AND (${where})) AS DOUBLE)`;
export const shortest = (what: string, where: string): string =>
  `CAST(min(${what}) FILTER (WHERE NOT outside_leg AND (${where})) AS DOUBLE)`;

/** Of columns already there; division by zero is null. */
export const share = (part: string, whole: string): string => `"${part}" / nullif("${whole}", 0)`;
/** Averages are rounded to the ms at output (§8.12). */
export const average = (sum: string, divisor: string): string => `round("${sum}" / nullif("${divisor}", 0))`;

/** Populations of the catalogue. `Inbound` is external only, `Outbound` is both (§7). */
export const everyCall = 'true';
export const inboundExternal = 'external AND inbound';
export const outbound = 'outbound';

/** One column for each of the six ring categories: n = 1 to 6. */
export const sixTimes = (column: (n: number) => readonly (readonly [string, string])[]): Columns =>
  Object.fromEntries([1, 2, 3, 4, 5, 6].flatMap(column));
