import { useBlocker } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import type { PublicStatistic, PublicTemplate, TemplateDefault } from '../figures/core/public-types.ts';
import { nextSorts } from '../figures/core/question.ts';
import { keyWord } from '../figures/core/template-words.ts';
import { usePeriod } from '../figures/use-period.ts';
import { LeaveDialog } from '../ui/leave-dialog.tsx';
import { AboutSection } from './about-section.tsx';
import { BuilderSection, FormatField, WhenFields } from './builder-sections.tsx';
import { ChartFields } from './chart-fields.tsx';
import { ChosenColumns } from './chosen-columns.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { drawable } from './core/report-draft.ts';
import { computeSortColumns } from './core/sort-columns.ts';
import type { FullReport } from './core/types.ts';
import { FasterDialog } from './faster-dialog.tsx';
import { ReportPreview } from './report-preview.tsx';
import { SavingBar } from './saving-bar.tsx';
import { SortKeys } from './sort-keys.tsx';
import { useReportDraft } from './use-report-draft.ts';

export interface ReportBuilderProps {
  readonly site: Site;
  readonly me: Me;
  /** Null = a new one. */
  readonly report: FullReport | null;
  readonly templates: readonly PublicTemplate[];
  readonly statistics: readonly PublicStatistic[];
  readonly defaults: readonly TemplateDefault[];
  readonly categories: readonly string[];
  readonly first: ReportContent;
  readonly leave: () => void;
  readonly done: (report: FullReport) => void;
}

const isSaveKey = ({ key, ctrlKey, metaKey, repeat }: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey) && !repeat;

/** A report in the making: everything that makes it on one page, its first rows beside it. Nothing is kept until it is saved. */
export const ReportBuilder = ({
  site,
  me,
  report,
  templates,
  statistics,
  defaults,
  categories,
  first,
  leave,
  done,
}: ReportBuilderProps) => {
  const period = usePeriod(site.site);
  const draft = useReportDraft(site, report, first, done);
  const { content, act, when, state, faults } = draft;
  const [shared, setShared] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const template = templates.find(({ id }) => id === content.template);
  const offered = useMemo(
    () => statistics.filter(({ templates: offers }) => offers.includes(content.template)),
    [statistics, content.template],
  );
  const chosen = useMemo(() => new Set(content.columns.map(({ statistic }) => statistic)), [content.columns]);
  const blocker = useBlocker({ shouldBlockFn: draft.wouldLose, enableBeforeUnload: draft.wouldLose, withResolver: true });
  const save = (): void => {
    const fault = draft.save(shared);
    if (fault !== null) form.current?.querySelector<HTMLElement>(`[data-part="${fault.part}"] h2`)?.focus();
  };
  const keyName = template?.kind === 'grouped' && template.key !== null ? keyWord(template.key) : null;
  const sortColumns = computeSortColumns(
    content,
    keyName,
    content.columns.map(({ statistic }) => statistic),
    statistics,
  );
  const drawn = template === undefined ? [] : drawable(content, statistics, template);
  return (
    <form
      ref={form}
      className="builder"
      aria-label="Report"
      noValidate
      // Enter in a field sends a form; here one would lose one's place by it. The button saves, and Ctrl+Enter.
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // Dialogs that were opened from here stand elsewhere in the page.
        if (isSaveKey(event) && event.target instanceof Node && event.currentTarget.contains(event.target)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <SavingBar saving={state.kind === 'saving'} dirty={draft.dirty} isNew={report === null} leave={leave} save={save} />
      {state.kind === 'idle' && state.error !== '' ? (
        <p role="alert" className="banner bad">
          Not saved. {state.error}
        </p>
      ) : null}
      <AboutSection
        content={content}
        template={template}
        templates={templates}
        defaults={defaults}
        categories={categories}
        share={report === null && may(me, 'reports.share') ? { on: shared, turn: setShared } : null}
        faults={faults}
        act={act}
      />
      <BuilderSection part="columns" title="Columns" faults={faults}>
        {template?.key === 'time' ? <FormatField format={content.format} period={period} act={act} /> : null}
        <div className="builder-columns">
          <ColumnPicker statistics={offered} chosen={chosen} add={(statistic) => act({ kind: 'add', statistic })} />
          <ChosenColumns content={content} keyName={keyName} statistics={statistics} act={act} />
        </div>
      </BuilderSection>
      <section className="panel builder-section" aria-labelledby="builder-preview">
        <h2 id="builder-preview">First rows</h2>
        {template === undefined ? null : (
          <ReportPreview
            site={site}
            content={content}
            template={template}
            press={(column, largestFirst, add) =>
              act({ kind: 'set', patch: { sort: [...nextSorts(content.sort, column, largestFirst, add)] } })
            }
          />
        )}
      </section>
      {template?.kind === 'configList' ? null : (
        <BuilderSection part="when" title="Filter and time" faults={faults}>
          <p className="muted">What it is opened with; on the report each can be changed for the moment.</p>
          <WhenFields
            site={site}
            content={content}
            choice={when.choice}
            hours={when.hours}
            changeChoice={when.changeChoice}
            changeHours={when.changeHours}
            act={act}
          />
        </BuilderSection>
      )}
      <BuilderSection part="sort" title="Order of rows" faults={faults}>
        <SortKeys columns={sortColumns} sort={content.sort} change={(sort) => act({ kind: 'set', patch: { sort: [...sort] } })} />
      </BuilderSection>
      <BuilderSection part="chart" title="Chart" faults={faults}>
        <ChartFields chart={content.chart} columns={drawn} period={period} change={(chart) => act({ kind: 'set', patch: { chart } })} />
      </BuilderSection>
      {state.kind === 'conflict' ? (
        <FasterDialog
          mine={content}
          theirs={state.theirs}
          error={state.error}
          nameOf={(id) => statistics.find((statistic) => statistic.id === id)?.heading ?? id}
          take={draft.take}
          keepCopy={draft.keepCopy}
          close={draft.settle}
        />
      ) : null}
      {blocker.status === 'blocked' ? (
        <LeaveDialog leave={blocker.proceed} stay={blocker.reset}>
          {content.name === '' ? 'What you made here is not saved.' : `What you changed on “${content.name}” is not saved.`}
        </LeaveDialog>
      ) : null}
    </form>
  );
};
