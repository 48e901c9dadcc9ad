import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { exportFormats } from '../../../functions/domain/report.ts';
import { namedFilter } from '../../../functions/domain/schedule.ts';
import { useServices } from '../app/services.ts';
import { choiceOfRange } from '../figures/core/range-choice.ts';
import { RangeFields } from '../figures/range-fields.tsx';
import { FilterChooser } from '../filters/filter-chooser.tsx';
import { reportsQuery } from '../reports/reports-api.ts';
import { Field } from '../site/field.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { formatWords } from './core/format-words.ts';
import type { ReportDraft } from './core/schedule-draft.ts';
import type { FieldsProps } from './fields-props.ts';
import '../figures/figures.css';

const OneReport = ({
  site,
  row,
  index,
  shared,
  loading,
  faultAt,
  change,
  remove,
}: Pick<FieldsProps, 'site' | 'faultAt'> & {
  readonly row: ReportDraft;
  readonly index: number;
  readonly shared: readonly { readonly id: string; readonly name: string; readonly category: string }[];
  /** Which reports are shared is not known yet. */
  readonly loading: boolean;
  readonly change: (row: ReportDraft) => void;
  readonly remove: () => void;
}) => {
  const known = shared.some(({ id }) => id === row.report);
  const categories = [...new Set(shared.map(({ category }) => category))];
  const name = shared.find(({ id }) => id === row.report)?.name ?? `report ${index + 1}`;
  return (
    <li className="schedule-report">
      <Field label={`Report ${index + 1}`} fault={faultAt(`reports/${index}/report`)}>
        {(ids) => (
          <select
            {...ids}
            name={`reports/${index}`}
            value={row.report}
            onChange={(event) => change({ ...row, report: event.target.value })}
          >
            {known ? null : (
              <option value={row.report}>
                {row.report === '' ? 'Choose a shared report…' : loading ? 'Loading…' : 'A report that is no longer shared'}
              </option>
            )}
            {categories.map((category) => (
              <optgroup key={category} label={category}>
                {shared
                  .filter((report) => report.category === category)
                  .map(({ id, name: shown }) => (
                    <option key={id} value={id}>
                      {shown}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <FilterChooser
        site={site.site}
        value={namedFilter(row.filter)}
        change={(filter) => change({ ...row, filter })}
        none="As the report has it"
        lift={{
          words: 'No filter: every call',
          chosen: row.filter?.kind === 'none',
          choose: () => change({ ...row, filter: { kind: 'none' } }),
        }}
        own={false}
        sharedOnly
        fault={faultAt(`reports/${index}/filter`)}
      />
      <div>
        <ChoiceField
          label="Time"
          value={row.range === null ? 'report' : 'own'}
          choices={[
            ['report', 'As the report has it'],
            ['own', 'Another for this schedule'],
          ]}
          change={(next) => change({ ...row, range: next === 'report' ? null : choiceOfRange({ named: 'yesterday' }, site.timeZone) })}
        />
        {row.range === null ? null : (
          <div className="schedule-pair">
            <RangeFields site={site} label="Which time" choice={row.range} change={(range) => change({ ...row, range })} />
          </div>
        )}
        {row.range?.range === 'custom' ? (
          <p className="tone-warn">
            A fixed time stays the same: every run would bring the same figures. Choose one that moves with the day.
          </p>
        ) : null}
        <p className="field-fault">{faultAt(`reports/${index}/range`)}</p>
      </div>
      <button type="button" className="button small" aria-label={`Take out ${name}`} onClick={remove}>
        Take out
      </button>
    </li>
  );
};

/** Which reports, each with its own filter and time, and as what kind of file (L4700-4716). */
export const ReportsFields = ({ site, draft, change, faultAt }: FieldsProps) => {
  const { api } = useServices();
  const { data: reports, error } = useQuery(reportsQuery(api, site.site));
  const shared = (reports ?? []).filter((report) => report.shared);
  const next = useRef(draft.reports.length);
  const set = (row: ReportDraft): void => change({ reports: draft.reports.map((each) => (each.key === row.key ? row : each)) });
  const add = (): void => {
    next.current += 1;
    change({ reports: [...draft.reports, { key: next.current, report: '', filter: null, range: null }] });
  };
  return (
    <>
      <p className="muted">
        Only shared reports and shared filters run in schedules; they are seen by everybody who gets the mail.
        {reports !== undefined && shared.length === 0 ? (
          <>
            {' '}
            No report is shared yet: share one under{' '}
            <Link to="/sites/$site/reports" params={{ site: site.site }}>
              Reports
            </Link>
            .
          </>
        ) : null}
      </p>
      {error === null ? null : <p className="field-fault">{error.message}</p>}
      <ol className="schedule-reports">
        {draft.reports.map((row, index) => (
          <OneReport
            key={row.key}
            site={site}
            row={row}
            index={index}
            shared={shared}
            loading={reports === undefined && error === null}
            faultAt={faultAt}
            change={set}
            remove={() => change({ reports: draft.reports.filter(({ key }) => key !== row.key) })}
          />
        ))}
      </ol>
      <p className="field-fault">{draft.reports.length === 0 ? faultAt('reports') : undefined}</p>
      <button type="button" className="button" name="reports" onClick={add}>
        Add a report
      </button>
      <ChoiceField
        label="As"
        help={
          draft.format === 'pdf' || draft.format === 'docx'
            ? 'Up to 20,000 rows; a report that has more goes out in another format and says so.'
            : ''
        }
        value={draft.format}
        choices={exportFormats.map((format) => [format, formatWords[format]] as const)}
        fault={faultAt('format')}
        change={(format) => change({ format })}
      />
    </>
  );
};
