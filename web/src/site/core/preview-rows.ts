import { formatPercent } from '../../figures/core/format-figure.ts';
import type { WeekFigures } from '../preview-api.ts';

export interface PreviewRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly changed: boolean;
  /** What of the row is counted, before and after, place by place; empty = only words. Null = no call to divide by. */
  readonly figures: { readonly before: readonly (number | null)[]; readonly after: readonly (number | null)[] };
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
const noCategory = { seconds: 0, answered: 0, lost: 0 };

/** Both weeks side by side, one row for each figure; a ring category is told by its limit and by who was within it. */
export const previewRows = (before: WeekFigures, after: WeekFigures): readonly PreviewRow[] => {
  const row = (
    name: string,
    of: (figures: WeekFigures) => string,
    figuresOf: (figures: WeekFigures) => readonly (number | null)[],
  ): PreviewRow => {
    const [was, is] = [of(before), of(after)];
    return { name, before: was, after: is, changed: was !== is, figures: { before: figuresOf(before), after: figuresOf(after) } };
  };
  const counted = (name: string, of: (figures: WeekFigures) => number): PreviewRow =>
    row(
      name,
      (figures) => count(of(figures)),
      (figures) => [of(figures)],
    );
  return [
    ...Object.entries(counts).map(([key, name]) => counted(name, (figures) => figures[key as keyof typeof counts])),
    row(
      'Service level',
      ({ serviceLevel }) => (serviceLevel === null ? '–' : formatPercent(serviceLevel)),
      ({ serviceLevel }) => [serviceLevel],
    ),
    row(
      'Told by',
      ({ serviceLevelWords }) => serviceLevelWords,
      () => [],
    ),
    counted('Lost calls not returned', ({ unreturnedLostCalls }) => unreturnedLostCalls),
    ...before.ringCategories.map((_, i) =>
      row(
        `Answered and lost, ring category ${i + 1}`,
        ({ ringCategories }) => {
          const { seconds, answered, lost } = ringCategories[i] ?? noCategory;
          return `${count(answered)} and ${count(lost)} within ${seconds} s`;
        },
        ({ ringCategories }) => {
          const { answered, lost } = ringCategories[i] ?? noCategory;
          return [answered, lost];
        },
      ),
    ),
    counted('Rows of Calls by Start Time', ({ startTimeRows }) => startTimeRows),
  ];
};
