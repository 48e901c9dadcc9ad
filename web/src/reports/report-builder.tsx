import { useBlocker } from '@tanstack/react-router';
import { useMemo, useReducer, useRef, useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { isNumeric } from '../figures/core/format-figure.ts';
import type { PublicStatistic, PublicTemplate, TemplateDefault } from '../figures/core/public-types.ts';
import { nextSorts } from '../figures/core/question.ts';
import { askedRange, choiceOfRange, rangeFault } from '../figures/core/range-choice.ts';
import { keyWord } from '../figures/core/template-words.ts';
import { Dialog } from '../site/dialog.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { AboutFields, BuilderSection, FormatField, WhenFields } from './builder-sections.tsx';
import { ChartFields } from './chart-fields.tsx';
import { ChosenColumns } from './chosen-columns.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { type DraftFault, draftFaults, drawable, editReport, newReport, partOfPointer } from './core/report-draft.ts';
import type { FullReport } from './core/types.ts';
import { FasterDialog } from './faster-dialog.tsx';
import { hoursFault } from './hours-fields.tsx';
import { ReportPreview } from './report-preview.tsx';
import { type SortColumn, SortKeys } from './sort-keys.tsx';
import { useReportSaving } from './use-report-saving.ts';

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

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const hoursOf = ({ dailyWindow }: ReportContent): readonly [string, string] => [dailyWindow?.from ?? '', dailyWindow?.to ?? ''];

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
  const [base, setBase] = useState({ report, content: first });
  const [content, act] = useReducer(editReport, first);
  const [choice, setChoice] = useState(() => choiceOfRange(first.range, site.timeZone));
  const [hours, setHours] = useState(() => hoursOf(first));
  const [shared, setShared] = useState(false);
  const [turning, setTurning] = useState<TemplateDefault | null>(null);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const leaving = useRef(false);
  const saving = useReportSaving(site.site, (saved) => {
    leaving.current = true;
    done(saved);
  });
  const template = templates.find(({ id }) => id === content.template);
  const offered = useMemo(
    () => statistics.filter(({ templates: offers }) => offers.includes(content.template)),
    [statistics, content.template],
  );
  const chosen = useMemo(() => new Set(content.columns.map(({ statistic }) => statistic)), [content.columns]);
  const unread = [rangeFault(choice), hoursFault(hours)].flatMap((detail) => (detail === null ? [] : [{ part: 'when' as const, detail }]));
  const dirty = !same(content, base.content) || unread.length > 0;
  const told: readonly DraftFault[] =
    saving.state.kind === 'idle'
      ? saving.state.faults.map(({ pointer, detail }) => ({ part: partOfPointer(pointer.replace(/^#\/content/, '#')), detail }))
      : [];
  const faults = [...(tried ? draftFaults(content) : []), ...unread, ...told];

  const blocker = useBlocker({
    shouldBlockFn: () => dirty && !leaving.current,
    enableBeforeUnload: () => dirty && !leaving.current,
    withResolver: true,
  });
  const chooseTemplate = (id: string): void => {
    const start = defaults.find((each) => each.template === id);
    const before = defaults.find((each) => each.template === content.template);
    if (start === undefined || id === content.template) return;
    const untouched = before !== undefined && same(content.columns, newReport(before).columns) && content.chart === null;
    if (untouched) act({ kind: 'template', start });
    else setTurning(start);
  };
  const save = (): void => {
    if (saving.state.kind === 'saving') return;
    setTried(true);
    const [fault] = [...draftFaults(content), ...unread];
    if (fault !== undefined) {
      form.current?.querySelector<HTMLElement>(`[data-part="${fault.part}"] h2`)?.focus();
      return;
    }
    saving.save(content, base.report, shared);
  };
  const keyName = template?.kind === 'grouped' && template.key !== null ? keyWord(template.key) : null;
  const nameOf = (id: string): string => statistics.find((statistic) => statistic.id === id)?.heading ?? id;
  const sortColumns: readonly SortColumn[] = [
    ...(keyName === null ? [] : [{ id: 'key', name: content.key.header ?? keyName, numeric: false }]),
    ...content.columns.map(({ statistic: id, header }) => {
      const statistic = offered.find((each) => each.id === id);
      return { id, name: header ?? nameOf(id), numeric: statistic !== undefined && isNumeric(statistic.type) };
    }),
  ];
  const drawn = template === undefined ? [] : drawable(content, statistics, template);
  return (
    <form
      ref={form}
      className="builder"
      aria-label="Report"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="builder-bar" role="toolbar" aria-label="Saving">
        <span className="muted" role="status">
          {saving.state.kind === 'saving' ? 'Saving…' : dirty ? 'Not saved yet' : report === null ? 'A new report' : 'All saved'}
        </span>
        <span className="header-space" />
        <button type="button" className="button" onClick={leave}>
          Leave
        </button>
        <button type="submit" className="button primary" aria-disabled={saving.state.kind === 'saving'}>
          Save and run
        </button>
      </div>
      {saving.state.kind === 'idle' && saving.state.error !== '' ? (
        <p role="alert" className="banner bad">
          Not saved. {saving.state.error}
        </p>
      ) : null}
      <BuilderSection part="about" title="About the report" faults={faults}>
        <AboutFields
          content={content}
          template={template}
          templates={templates}
          categories={categories}
          share={report === null && may(me, 'reports.share') ? { on: shared, turn: setShared } : null}
          chooseTemplate={chooseTemplate}
          act={act}
        />
      </BuilderSection>
      <BuilderSection part="columns" title="Columns" faults={faults}>
        {template?.key === 'time' ? <FormatField format={content.format} act={act} /> : null}
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
            choice={choice}
            hours={hours}
            changeChoice={(next) => {
              setChoice(next);
              if (rangeFault(next) === null) act({ kind: 'set', patch: { range: askedRange(next, site.timeZone) } });
            }}
            changeHours={(next) => {
              setHours(next);
              if (hoursFault(next) === null)
                act({ kind: 'set', patch: { dailyWindow: next[0] === '' ? null : { from: next[0], to: next[1] } } });
            }}
            act={act}
          />
        </BuilderSection>
      )}
      <BuilderSection part="sort" title="Order of rows" faults={faults}>
        <SortKeys columns={sortColumns} sort={content.sort} change={(sort) => act({ kind: 'set', patch: { sort: [...sort] } })} />
      </BuilderSection>
      <BuilderSection part="chart" title="Chart" faults={faults}>
        <ChartFields chart={content.chart} columns={drawn} change={(chart) => act({ kind: 'set', patch: { chart } })} />
      </BuilderSection>
      {turning === null ? null : (
        <ConfirmDialog
          title="Change the template?"
          button="Change it"
          close={() => setTurning(null)}
          act={() => {
            act({ kind: 'template', start: turning });
            return Promise.resolve();
          }}
        >
          <p>
            Another template offers other columns: those you have chosen, their order and the chart begin anew. Name, category, filter and
            time stay.
          </p>
        </ConfirmDialog>
      )}
      {saving.state.kind === 'conflict' ? (
        <FasterDialog
          mine={content}
          theirs={saving.state.theirs}
          error={saving.state.error}
          nameOf={nameOf}
          take={(theirs) => {
            setBase({ report: theirs, content: theirs.content });
            act({ kind: 'set', patch: theirs.content });
            setChoice(choiceOfRange(theirs.content.range, site.timeZone));
            setHours(hoursOf(theirs.content));
            saving.settle();
          }}
          keepCopy={() => saving.keepCopy(content)}
          close={saving.settle}
        />
      ) : null}
      {blocker.status === 'blocked' ? (
        <Dialog title="Leave without saving?" close={blocker.reset}>
          <div className="dialog-body">
            <p>{content.name === '' ? 'What you made here is not saved.' : `What you changed on “${content.name}” is not saved.`}</p>
          </div>
          <div className="dialog-foot picker-foot">
            <button type="button" className="button" onClick={blocker.proceed}>
              Leave without saving
            </button>
            <button type="button" className="button primary" onClick={blocker.reset}>
              Stay
            </button>
          </div>
        </Dialog>
      ) : null}
    </form>
  );
};
