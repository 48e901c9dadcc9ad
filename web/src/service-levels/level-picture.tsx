import { formatPercent } from '../figures/core/format-figure.ts';
import { TableWrap } from '../ui/table-wrap.tsx';
import { formulaIds, formulaWords, fractionOf } from './core/formula-words.ts';
import type { Formula, Level } from './service-levels-api.ts';

/** The five formulas side by side, as bars with their numbers: picture and table in one, read row by row. */
export const LevelPicture = ({
  total,
  chosen,
  chosenWords,
}: {
  readonly total: Level;
  readonly chosen: Formula;
  readonly chosenWords: string;
}) => (
  <TableWrap label="The five formulas over the same calls">
    <table className="table level-table" aria-label="The five formulas over the same calls">
      <thead>
        <tr>
          <th scope="col">Formula</th>
          <th scope="col">Service level</th>
          <th scope="col" className="col-1">
            Who tells it so
          </th>
        </tr>
      </thead>
      <tbody>
        {formulaIds.map((formula) => {
          const value = total.levels[formula];
          const { name, words, usedBy } = formulaWords[formula];
          return (
            <tr key={formula} className={formula === chosen ? 'is-chosen' : undefined}>
              <th scope="row">
                <span className="strong">
                  {formula} {name}
                </span>
                {formula === chosen ? <span className="badge">{chosenWords}</span> : null}
                <span className="level-words">{words}</span>
              </th>
              <td>
                <span className="level-bar" aria-hidden="true">
                  <span style={{ inlineSize: `${(value ?? 0) * 100}%` }} />
                </span>
                <span className="num level-value">{value === null ? '– no call' : formatPercent(value)}</span>
                <span className="num level-fraction">{fractionOf(formula, total)}</span>
              </td>
              <td className="col-1 muted">{usedBy}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </TableWrap>
);
