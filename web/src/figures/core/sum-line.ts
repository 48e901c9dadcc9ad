import { formatFigure, formatHms } from './format-figure.ts';
import type { ExplainedPart, Explanation } from './public-types.ts';

/** What a part comes to: a number of rows, or the length of time that they add. */
export const amountText = ({ counted, contribution }: Pick<ExplainedPart, 'counted' | 'contribution'>): string =>
  contribution === null || contribution === counted ? counted.toLocaleString('en-GB') : formatHms(contribution);

/** The last step as one does it on paper; null where there is none, as with a count or the longest call. */
export const sumLine = ({
  parts,
  statistic,
  value,
  timeZone,
}: Pick<Explanation, 'parts' | 'statistic' | 'value' | 'timeZone'>): string | null => {
  const shown = formatFigure(statistic.type, value, timeZone);
  const [first, second] = parts;
  if (first === undefined) return null;
  if (second !== undefined) {
    const divided = `${amountText(first)} ÷ ${amountText(second)}`;
    return value === null ? `${divided}: there is nothing to divide by, so no figure` : `${divided} = ${shown}`;
  }
  if (statistic.type !== 'duration' || typeof value !== 'number' || first.contribution === null || first.counted === 0) return null;
  const many = first.counted.toLocaleString('en-GB');
  if (Math.abs(value - first.contribution) < 1) return null;
  if (Math.abs(value - first.contribution / first.counted) <= 1) return `${formatHms(first.contribution)} ÷ ${many} = ${shown}`;
  return null;
};
