import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { explainSearchOf } from './core/explain-search.ts';
import type { PublicStatistic, PublicTemplate, TemplateDefault } from './core/public-types.ts';
import {
  columnsOf,
  type FiguresSearch,
  type GroupingFormat,
  groupingChoices,
  groupingFormats,
  nextSorts,
  parseFiguresSearch,
  queryBody,
  rangeChoiceOf,
  sortsOf,
  sortText,
} from './core/question.ts';
import type { AskWhy } from './core/table-presses.ts';
import { usualColumns } from './core/usual-columns.ts';
import { ExplainPanel } from './explain-panel.tsx';
import { statisticsQuery, templateDefaultsQuery, templatesQuery } from './figures-queries.ts';
import { FilterForm } from './filter-form.tsx';
import { RangeForm } from './range-form.tsx';
import { ReportView } from './report-view.tsx';
import { TemplateSelect } from './template-select.tsx';
import { usePeriod } from './use-period.ts';
import './figures.css';

const firstTemplate = 'callsByExtension';
const isFormat = (value: string): value is GroupingFormat => Object.hasOwn(groupingFormats, value);

/** The question as it stands in the address, with its form above and its answer below. */
const Question = ({
  site,
  search,
  template,
  templates,
  statistics,
  defaults,
}: {
  readonly site: Site;
  readonly search: FiguresSearch;
  readonly template: PublicTemplate;
  readonly templates: readonly PublicTemplate[];
  readonly statistics: readonly PublicStatistic[];
  readonly defaults: readonly TemplateDefault[];
}) => {
  const navigate = useNavigate();
  const period = usePeriod(site.site);
  const usual = useMemo(() => usualColumns(template, defaults), [template, defaults]);
  const columns = useMemo(() => {
    const offered = new Set(template.columns);
    const chosen = template.fixed ? [] : (columnsOf(search)?.filter((id) => offered.has(id)) ?? []);
    return chosen.length > 0 ? chosen : usual;
  }, [search, template, usual]);
  const go = useCallback(
    (change: (now: FiguresSearch) => FiguresSearch) =>
      void navigate({
        to: '/sites/$site/figures',
        params: { site: site.site },
        search: (now) => change(parseFiguresSearch({ ...now })),
        resetScroll: false,
      }),
    [navigate, site.site],
  );
  const asked = JSON.stringify(queryBody(search, template.id, columns, site.timeZone));
  const body = useMemo(() => JSON.parse(asked) as ReturnType<typeof queryBody>, [asked]);
  const narrowed = search.filter !== undefined || search.windowFrom !== undefined;
  const [narrowing, setNarrowing] = useState(narrowed);
  const range = rangeChoiceOf(search);
  const sorts = useMemo(() => sortsOf(search.sort), [search.sort]);
  const press = useCallback(
    (column: string, largestFirst: boolean, add: boolean) =>
      go(({ sort, ...now }) => {
        const next = sortText(nextSorts(sortsOf(sort), column, largestFirst, add));
        return next === '' ? now : { ...now, sort: next };
      }),
    [go],
  );
  const askWhy: AskWhy = useCallback(
    (column, row) =>
      go(({ row: _row, ...now }) => ({ ...now, why: column.id, ...(row === null || row.key === null ? {} : { row: row.key }) })),
    [go],
  );
  const hasFilter = template.kind !== 'configList';
  return (
    <>
      <div className="panel question">
        <div className="question-row">
          <TemplateSelect
            label="Report"
            templates={templates}
            chosen={template.id}
            choose={(id) => go(({ columns: _columns, sort: _sort, why: _why, row: _row, ...now }) => ({ ...now, template: id }))}
          />
          {hasFilter ? (
            <RangeForm
              key={`${range.range} ${range.days} ${range.from} ${range.to}`}
              site={site}
              choice={range}
              choose={(next) => go(({ days: _days, from: _from, to: _to, why: _why, row: _row, ...now }) => ({ ...now, ...next }))}
            />
          ) : null}
          {template.id === 'callsByStartTime' ? (
            <label className="ask-field">
              <span>A row for each</span>
              <select
                value={search.format ?? 'dateTime'}
                onChange={({ target }) => {
                  const { value } = target;
                  if (isFormat(value)) go(({ why: _why, row: _row, ...now }) => ({ ...now, format: value }));
                }}
              >
                {groupingChoices(period).map(([name, text]) => (
                  <option key={name} value={name}>
                    {text}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <div className="question-buttons">
            {template.fixed ? null : (
              <ColumnChooser
                statistics={statistics.filter(({ templates: offers }) => offers.includes(template.id))}
                chosen={columns}
                usual={usual}
                apply={(ids) => go(({ why: _why, row: _row, ...now }) => ({ ...now, columns: ids.join(',') }))}
              />
            )}
            {hasFilter ? (
              <button type="button" className="button" aria-expanded={narrowing} onClick={() => setNarrowing(!narrowing)}>
                Filter {narrowed ? <span className="badge">on</span> : null} <Icon name="chevron" />
              </button>
            ) : null}
          </div>
        </div>
        {narrowing && hasFilter ? (
          <FilterForm
            key={JSON.stringify([search.filter, search.windowFrom, search.windowTo])}
            now={{ filter: search.filter ?? {}, windowFrom: search.windowFrom ?? '', windowTo: search.windowTo ?? '' }}
            apply={({ filter, windowFrom, windowTo }) =>
              go(({ filter: _filter, windowFrom: _from, windowTo: _to, why: _why, row: _row, ...now }) => ({
                ...now,
                ...(Object.keys(filter).length === 0 ? {} : { filter }),
                ...(windowFrom === '' ? {} : { windowFrom, windowTo }),
              }))
            }
            clear={() => go(({ filter: _filter, windowFrom: _from, windowTo: _to, why: _why, row: _row, ...now }) => now)}
          />
        ) : null}
        <p className="muted question-words">{template.words}</p>
      </div>
      <ReportView site={site} template={template} body={body} sort={sorts} press={press} askWhy={askWhy} />
      <ExplainPanel
        site={site}
        figure={search.why === undefined ? null : explainSearchOf(body, search.why, search.row ?? null)}
        close={() => go(({ why: _why, row: _row, ...now }) => now)}
      />
    </>
  );
};

/** Asks a question about calls: which report, of when, which of them; the answer stands below, its address can be shared. */
export const FiguresPage = ({ site, search }: { readonly site: Site; readonly search: FiguresSearch }) => {
  const { api } = useServices();
  const templates = useQuery(templatesQuery(api));
  const statistics = useQuery(statisticsQuery(api, site.site));
  const defaults = useQuery(templateDefaultsQuery(api, site.site));
  const wanted = search.template ?? firstTemplate;
  const template = templates.data?.find(({ id }) => id === wanted);
  const error = templates.error ?? statistics.error ?? defaults.error;
  return (
    <ReportsSection site={site} here="figures" title="Ask">
      {() =>
        templates.data === undefined || statistics.data === undefined || defaults.data === undefined ? (
          error === null ? (
            <Loading what="the reports" />
          ) : (
            <Failure error={error} retry={() => void Promise.all([templates.refetch(), statistics.refetch(), defaults.refetch()])} />
          )
        ) : template === undefined ? (
          <Notice icon="warning" title={`There is no report “${wanted}”`}>
            The address may be mistyped. Choose Ask above to begin anew.
          </Notice>
        ) : (
          <Question
            key={template.id}
            site={site}
            search={search}
            template={template}
            templates={templates.data}
            statistics={statistics.data}
            defaults={defaults.data}
          />
        )
      }
    </ReportsSection>
  );
};
