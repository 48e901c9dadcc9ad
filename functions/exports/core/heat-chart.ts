import type { HeatChart } from './file-types.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const labelOf = /^(\w{3}) (\d\d):(\d\d)$/;
const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * A figure by weekday and period of the day, from the first period to the last with anything in it, as the page has it. Quiet periods between them
 * are there; what has no figure is null, a count of nothing is 0.
 * @param told stretches of the week as reports print them (`Mon 09:30`), each with its figure
 * @param quiet keys (`1T09:30`) of those in which no row means that nothing was counted; null = the figure is no count
 * @param periodMinutes of the site
 * @returns null: nothing was counted
 */
export const heatChartOf = (
  { name, unit }: Pick<HeatChart, 'name' | 'unit'>,
  told: readonly { readonly label: string; readonly value: number | null }[],
  quiet: ReadonlySet<string> | null,
  periodMinutes: number,
): HeatChart | null => {
  const found = new Map<string, number | null>();
  const minutes: number[] = [];
  for (const { label, value } of told) {
    const [, day = '', hour, minute] = labelOf.exec(label) ?? [];
    if (hour === undefined || minute === undefined) continue;
    found.set(`${day} ${hour}:${minute}`, value);
    minutes.push(Number(hour) * 60 + Number(minute));
  }
  if (![...found.values()].some((value) => value !== null)) return null;
  const [first, last] = [Math.min(...minutes), Math.max(...minutes)];
  const columns = Array.from({ length: Math.floor((last - first) / periodMinutes) + 1 }, (_, i) => timeOf(first + i * periodMinutes));
  const values = weekdays.map((day, i) =>
    columns.map((time) => {
      const value = found.get(`${day} ${time}`);
      if (value !== undefined) return value;
      return quiet?.has(`${i + 1}T${time}`) === true ? 0 : null;
    }),
  );
  return { kind: 'heatMap', name, unit, rows: weekdays, columns, values };
};
