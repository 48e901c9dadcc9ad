import { Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { cellSelector, csvRows, jsonLines } from './core/sample.ts';
import type { SourceFormat } from './core/types.ts';

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const JsonTree = ({
  sample,
  picked,
  pick,
}: {
  readonly sample: string;
  readonly picked: readonly string[];
  readonly pick: (selector: string) => void;
}) => {
  const lines = jsonLines(sample);
  if (lines === null) return <pre className="sample-text">{sample.slice(0, 4_000)}</pre>;
  return (
    <ul className="sample-tree" aria-label="What came">
      {lines.map(({ path, label, depth, text, size }) => (
        <li key={path} style={{ paddingLeft: `${depth * 1.1}rem` }}>
          {text === null ? (
            <span className="muted">
              {label} {size === 0 ? '(empty)' : ''}
            </span>
          ) : (
            <button type="button" className="sample-leaf" title={path} disabled={picked.includes(path)} onClick={() => pick(path)}>
              <span>{label}</span> <span className="strong">{shortened(text)}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
};

const CsvTable = ({
  sample,
  picked,
  pick,
}: {
  readonly sample: string;
  readonly picked: readonly string[];
  readonly pick: (selector: string) => void;
}) => {
  const [headings = [], ...rows] = csvRows(sample, 12);
  if (rows.length === 0) return <Notice title="There are no rows below the headings." />;
  return (
    <TableWrap label="What came">
      <table className="table compact sample-table" aria-label="What came">
        <thead>
          <tr>
            {headings.map((heading, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headings may repeat; their places do not change.
              <th key={i} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name.
            <tr key={row}>
              {headings.map((heading, i) => {
                const selector = cellSelector(heading, row + 1);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: headings may repeat; their places do not change.
                  <td key={i}>
                    <button
                      type="button"
                      className="sample-leaf"
                      title={selector}
                      disabled={picked.includes(selector)}
                      onClick={() => pick(selector)}
                    >
                      {shortened(cells[i] ?? '') || '(empty)'}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
};

/** What an address sent, to pick fields from: each value is a button. */
export const SamplePicker = ({
  format,
  ...rest
}: {
  readonly format: SourceFormat;
  readonly sample: string;
  /** Selectors that are fields already. */
  readonly picked: readonly string[];
  readonly pick: (selector: string) => void;
}) => (
  <div className="sample">
    <p className="field-help">
      {format === 'json'
        ? 'Press a value to make it a field.'
        : 'Press a cell to make it a field. Write last in the place of the row to follow the last row.'}
    </p>
    {format === 'json' ? <JsonTree {...rest} /> : <CsvTable {...rest} />}
  </div>
);
