import { formatPercent } from '../figures/core/format-figure.ts';
import { TableWrap } from '../ui/table-wrap.tsx';
import { formulaIds } from './core/formula-words.ts';
import type { Formula, Level } from './service-levels-api.ts';

interface Row extends Level {
  readonly key: string;
  readonly label: string;
  readonly gap?: 'whole' | 'partly' | null;
}

/** The formulas of each day or group, a row each. */
export const LevelRows = ({
  title,
  head,
  rows,
  chosen,
}: {
  readonly title: string;
  readonly head: string;
  readonly rows: readonly Row[];
  readonly chosen: Formula;
}) => (
  <section className="panel level-rows">
    <h2>{title}</h2>
    {rows.length === 0 ? (
      <p className="muted">None in this range.</p>
    ) : (
      <TableWrap label={title}>
        <table className="table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" className="right">
                Answered
              </th>
              <th scope="col" className="right">
                Lost
              </th>
              {formulaIds.map((formula) => (
                <th key={formula} scope="col" className="right">
                  {formula}
                  {formula === chosen ? <span className="sr-only"> (counts here)</span> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, gap, answered, abandoned, levels }) => (
              <tr key={key}>
                <th scope="row">
                  {label}
                  {gap == null ? null : <span className="badge warn">{gap === 'whole' ? 'gap' : 'incomplete'}</span>}
                </th>
                <td className="num right">{gap === 'whole' ? '–' : answered.toLocaleString('en-GB')}</td>
                <td className="num right">{gap === 'whole' ? '–' : abandoned.toLocaleString('en-GB')}</td>
                {formulaIds.map((formula) => {
                  const value = levels[formula];
                  return (
                    <td key={formula} className={formula === chosen ? 'num right strong' : 'num right'}>
                      {value === null ? '–' : formatPercent(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    )}
  </section>
);
