import { type ReportContent, reportLimits } from '../../../functions/domain/report.ts';
import type { PublicStatistic } from '../figures/core/public-types.ts';
import { periodWords } from '../figures/core/question.ts';
import { ChoiceField } from '../ui/choice-field.tsx';

type Chart = NonNullable<ReportContent['chart']>;
/** @param period call rate period of the site, in minutes */
export const chartWords = (period: number | null): Readonly<Record<Chart['kind'], string>> => ({
  bar: 'Bars, row by row',
  line: 'Lines over time',
  heatMap: `Heat map by ${periodWords(period).toLowerCase()} and weekday`,
});
const kinds = ['bar', 'line', 'heatMap'] as const;

/** Which picture a report has, and of which of its columns. */
export const ChartFields = ({
  chart,
  columns,
  period,
  change,
}: {
  readonly chart: Chart | null;
  /** Those that can be drawn. */
  readonly columns: readonly PublicStatistic[];
  readonly period: number | null;
  readonly change: (chart: Chart | null) => void;
}) => {
  const [first] = columns;
  if (first === undefined) return <p className="muted">Lists of calls, and reports without a number, have nothing to draw.</p>;
  const words = chartWords(period);
  const drawn = chart?.columns ?? [];
  const toggle = (id: string): void => {
    if (chart === null) return;
    const next = drawn.includes(id) ? drawn.filter((each) => each !== id) : [...drawn, id];
    if (next.length > 0 && next.length <= reportLimits.chartColumns) change({ ...chart, columns: next });
  };
  return (
    <>
      <ChoiceField
        label="Chart"
        value={chart?.kind ?? 'none'}
        choices={[['none', 'No chart'] as const, ...kinds.map((kind) => [kind, words[kind]] as const)]}
        change={(kind) =>
          change(
            kind === 'none'
              ? null
              : { kind, columns: drawn.length === 0 ? [first.id] : kind === 'heatMap' ? drawn.slice(0, 1) : [...drawn] },
          )
        }
      />
      {chart === null ? null : chart.kind === 'heatMap' ? (
        <ChoiceField
          label="Drawn"
          value={drawn[0] ?? first.id}
          choices={columns.map(({ id, heading }) => [id, heading] as const)}
          change={(id) => change({ ...chart, columns: [id] })}
        />
      ) : (
        <fieldset className="field choice">
          <legend>Drawn, at most {reportLimits.chartColumns}</legend>
          {columns.map(({ id, heading }) => (
            <label key={id} className="check-line">
              <input
                type="checkbox"
                checked={drawn.includes(id)}
                disabled={drawn.includes(id) ? drawn.length === 1 : drawn.length >= reportLimits.chartColumns}
                onChange={() => toggle(id)}
              />
              {heading}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
};
