import { useState } from 'react';
import type { QueryBody, SortChoice } from '../figures/core/question.ts';
import { Icon } from '../ui/icons.tsx';
import type { SortColumn } from './core/sort-columns.ts';
import { type Exporting, ExportMenu } from './exports/export-menu.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { SortDialog } from './sort-dialog.tsx';
import { usePrinting } from './use-printing.ts';

/** What can be done with a report as it is asked now. */
export const ReportTools = ({
  site,
  body,
  sortColumns,
  sort,
  changeSort,
  exporting,
  reset,
}: {
  readonly site: string;
  /** What is asked; null = there is nothing to ask for. */
  readonly body: QueryBody | null;
  /** Fewer than two = there is nothing to put in order. */
  readonly sortColumns: readonly SortColumn[];
  readonly sort: readonly SortChoice[];
  readonly changeSort: (sort: readonly SortChoice[]) => void;
  /** Null = it cannot be taken away as a file, or not by this person. */
  readonly exporting: Exporting | null;
  /** Asks as the report says; null = it is asked so. */
  readonly reset: (() => void) | null;
}) => {
  const [sorting, setSorting] = useState(false);
  const printing = usePrinting(site, body);
  return (
    <>
      <div className="report-tools">
        {sortColumns.length < 2 ? null : (
          <button type="button" className="button" onClick={() => setSorting(true)}>
            <Icon name="tune" /> Sort
          </button>
        )}
        {exporting === null ? null : <ExportMenu exporting={exporting} />}
        <button type="button" className="button" onClick={printing.begin}>
          Print
        </button>
        {reset === null ? null : (
          <button type="button" className="button plain" onClick={reset}>
            As the report says
          </button>
        )}
      </div>
      {printing.choice === null ? null : (
        <PrintDialog printing={printing} choice={printing.choice} exportPdf={exporting === null ? null : () => exporting.start('pdf')} />
      )}
      {sorting ? (
        <SortDialog
          columns={sortColumns}
          sort={sort}
          apply={(next) => {
            setSorting(false);
            changeSort(next);
          }}
          close={() => setSorting(false)}
        />
      ) : null}
    </>
  );
};
