import { formatPercent } from '../../figures/core/format-figure.ts';
import type { WeekFigures } from '../preview-api.ts';

export interface PreviewRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
}

const count = (value: number): string => value.toLocaleString('en-GB');
const counts = {
  callsHandled: 'Calls handled',
  callsInbound: 'Calls inbound',
  callsLost: 'Calls lost',
  abandonedLeftOut: 'Abandoned calls left out',
  shortCalls: 'Short calls',
  callsAnsweredWithinTarget: 'Answered within the target',
} as const satisfies Partial<Record<keyof WeekFigures, string>>;

/** Both weeks side by side, one row for each figure; a ring category is told by its limit and by who was within it. */
export const previewRows = (before: WeekFigures, after: WeekFigures): readonly PreviewRow[] => {
  const row = (name: string, of: (figures: WeekFigures) => string): PreviewRow => {
    const [was, is] = [of(before), of(after)];
    return { name, before: was, after: is, changed: was !== is };
  };
  return [
    ...Object.entries(counts).map(([key, name]) => row(name, (figures) => count(figures[key as keyof typeof counts]))),
    row('Service level', ({ serviceLevel }) => (serviceLevel === null ? '–' : formatPercent(serviceLevel))),
    row('Told by', ({ serviceLevelWords }) => serviceLevelWords),
    row('Lost calls not returned', ({ unreturnedLostCalls }) => count(unreturnedLostCalls)),
    ...before.ringCategories.map((_, i) =>
      row(`Answered and lost, ring category ${i + 1}`, ({ ringCategories }) => {
        const { seconds = 0, answered = 0, lost = 0 } = ringCategories[i] ?? {};
        return `${count(answered)} and ${count(lost)} within ${seconds} s`;
      }),
    ),
    row('Rows of Calls by Start Time', ({ startTimeRows }) => count(startTimeRows)),
  ];
};
