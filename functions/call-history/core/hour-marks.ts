import type { HistoryWrite } from './compute-writes.ts';

/** A change of rows that lie in one UTC hour. */
export interface HourMark {
  /** `2026-03-02T09` */
  readonly hour: string;
  /** A row left the hour: a reader that read some hours before and some after would miss it or have it twice. */
  readonly left: boolean;
}

const marked = /#(?:CALL|SEG|STATUS|CARRIED)#\d{4}-\d\d-\d\d$/;

/**
 * Hours that writes change. A call marks the hour of its row's start, a segment that of the start in its call's id, as that is how each
 * is found; status rows that of their instant. Gaps and anomalies mark nothing.
 */
export const hourMarks = (writes: readonly Pick<HistoryWrite, 'pk' | 'sk' | 'row'>[]): readonly HourMark[] => {
  const hours = new Map<string, boolean>();
  for (const { pk, sk, row } of writes) {
    if (!marked.test(pk)) continue;
    const hour = sk.slice(0, 13);
    hours.set(hour, (hours.get(hour) ?? false) || row === null);
  }
  return [...hours].map(([hour, left]) => ({ hour, left })).sort((a, b) => (a.hour < b.hour ? -1 : 1));
};
