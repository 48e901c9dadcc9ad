import type { GroupingFormat } from '../../domain/report.ts';
import type { FileColumn, FileRow, SeriesChart } from './file-types.ts';

/** A stretch of time as calendars and reports name it. Keys sort in the order of time. */
export interface NamedStretch {
  readonly key: string;
  readonly label: string;
}
/** More places than these would be thinner than a line; empty ones are then left out, as on the page. */
const mostPlaces = 400;

const shortLabel = ({ key, label }: NamedStretch, over: GroupingFormat, isOneDay: boolean): string => {
  if (over === 'time') return key;
  if (over !== 'dateTime') return label;
  return isOneDay ? key.slice(11, 16) : `${label.slice(0, 5)} ${key.slice(11, 16)}`;
};

/**
 * Lines over time, from the first stretch to the last with anything in it. Where nothing was counted between them a number is 0 and an average
 * has no value; where something could not be known, was not asked for or is to come there is no value at all, and the line breaks, as on the page.
 * @param stretches all of the range, in any order, each as often as it comes
 * @param quiet keys of those in which no row means that nothing was counted
 * @param drawn columns of `columns`, in the order of the lines
 * @returns null: fewer than two points
 */
export const lineOverTime = (
  { columns, rows }: { readonly columns: readonly FileColumn[]; readonly rows: readonly FileRow[] },
  drawn: readonly Pick<FileColumn, 'id' | 'header'>[],
  stretches: readonly NamedStretch[],
  quiet: ReadonlySet<string>,
  over: GroupingFormat,
): SeriesChart | null => {
  const keyAt = columns.findIndex(({ id }) => id === 'key');
  const found = new Map(rows.map((row) => [row[keyAt], row]));
  const all = [...new Map(stretches.map((stretch) => [stretch.key, stretch])).values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const counted = all.flatMap(({ label }, i) => (found.has(label) ? [i] : []));
  const between = all.slice(counted[0] ?? 0, (counted.at(-1) ?? -1) + 1);
  const places = between.length < mostPlaces ? between : between.filter(({ label }) => found.has(label));
  if (places.length < 2) return null;
  const isOneDay = new Set(places.map(({ key }) => key.slice(0, 10))).size === 1;
  return {
    kind: 'line',
    labels: places.map((place) => shortLabel(place, over, isOneDay)),
    series: drawn.flatMap(({ id, header }) => {
      const at = columns.findIndex((column) => column.id === id);
      const column = columns[at];
      if (column === undefined) return [];
      const nothing = column.type === 'count' ? 0 : null;
      const values = places.map(({ key, label }) => {
        const row = found.get(label);
        const cell = row !== undefined ? row[at] : quiet.has(key) ? nothing : null;
        return typeof cell === 'number' ? cell : null;
      });
      return [{ name: header, unit: column.unit, values }];
    }),
  };
};
