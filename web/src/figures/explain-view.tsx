import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatClock, formatDayMinute } from '../time/core/format.ts';
import { zoneNames } from '../time/core/zone-words.ts';
import { Failure } from '../ui/notice.tsx';
import { Asking } from './asking.tsx';
import { CopyLink } from './copy-link.tsx';
import { type ExplainSearch, pinned } from './core/explain-search.ts';
import { partTitles } from './core/explained-words.ts';
import { formatFigure } from './core/format-figure.ts';
import type { Explanation, PartId } from './core/public-types.ts';
import { sumLine } from './core/sum-line.ts';
import { PartBox } from './explained-part.tsx';
import { ExplainedRows } from './explained-rows.tsx';
import { explainQuery, type Verdict } from './figures-queries.ts';
import { HonestyNotes } from './honesty-notes.tsx';
import { sourceWords } from './statistic-facts.tsx';

const verdicts: readonly Verdict[] = ['in', 'out', 'all'];
const verdictWords: Readonly<Record<Verdict, string>> = { in: 'Counted', out: 'Not counted', all: 'All' };

const rangeText = ({ range, timeZone }: Explanation): string => {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  return `${formatDayMinute(timeZone, from)} to ${to > range.asAt ? 'now' : formatDayMinute(timeZone, to)}`;
};

const Facts = ({ told, figure }: { readonly told: Explanation; readonly figure: ExplainSearch }) => {
  const { timeZone, range, filter, limitedTo = null, statistic, template } = told;
  return (
    <dl className="facts">
      <div>
        <dt>Range</dt>
        <dd className="num">
          {rangeText(told)}
          {figure.windowFrom === undefined ? '' : `, from ${figure.windowFrom} to ${figure.windowTo} each day`}
        </dd>
      </div>
      <div>
        <dt>Times in</dt>
        <dd>
          {timeZone} ({zoneNames(timeZone, Date.parse(range.from), range.asAt)}); days begin at {told.resetTime}
        </dd>
      </div>
      <div>
        <dt>As at</dt>
        <dd className="num">{formatClock(timeZone, range.asAt)}</dd>
      </div>
      <div>
        <dt>Report</dt>
        <dd>
          {template.name}, counts {template.counts}
        </dd>
      </div>
      <div>
        <dt>Filter</dt>
        <dd>{filter ?? (limitedTo === null ? 'none: every call' : 'none')}</dd>
      </div>
      {limitedTo === null ? null : (
        <div>
          <dt>Limited</dt>
          <dd className="strong">{limitedTo}</dd>
        </div>
      )}
      <div>
        <dt>Version</dt>
        <dd className="num">
          Rule set {told.ruleSet}, configuration {told.configVersion}
        </dd>
      </div>
      <div>
        <dt>Source</dt>
        <dd>{sourceWords(statistic)}</dd>
      </div>
    </dl>
  );
};

const RowsTabs = ({ site, figure, told }: { readonly site: Site; readonly figure: ExplainSearch; readonly told: Explanation }) => {
  const [part, setPart] = useState<PartId | null>(null);
  const [verdict, setVerdict] = useState<Verdict>('in');
  const chosen = told.parts.find(({ id }) => id === part) ?? told.parts[0];
  if (chosen === undefined) return null;
  const numbers: Readonly<Record<Verdict, number>> = { in: chosen.counted, out: chosen.notCounted, all: chosen.all };
  return (
    <section aria-label="Rows">
      {told.parts.length < 2 ? null : (
        <fieldset className="segments part-choice">
          <legend className="sr-only">Rows of which part</legend>
          {told.parts.map(({ id }) => (
            <button
              key={id}
              type="button"
              className="segment"
              aria-pressed={id === chosen.id}
              aria-current={id === chosen.id ? 'true' : undefined}
              onClick={() => setPart(id)}
            >
              {partTitles[id]}
            </button>
          ))}
        </fieldset>
      )}
      <Tabs
        className="why-tabs"
        selectedKey={verdict}
        onSelectionChange={(key) => setVerdict(verdicts.find((each) => each === key) ?? 'in')}
      >
        <TabList aria-label="Which rows" className="why-tab-list">
          {verdicts.map((each) => (
            <Tab key={each} id={each} className="why-tab">
              {verdictWords[each]} <span className="num">{numbers[each].toLocaleString('en-GB')}</span>
            </Tab>
          ))}
        </TabList>
        {verdicts.map((each) => (
          <TabPanel key={each} id={each} className="why-tab-panel">
            <ExplainedRows site={site} figure={figure} part={part} verdict={each} />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  );
};

const Told = ({ site, figure, told }: { readonly site: Site; readonly figure: ExplainSearch; readonly told: Explanation }) => {
  const { statistic, template, value, timeZone, parts } = told;
  const line = sumLine(told);
  const live = parts.length === 0 || told.items.some(({ kind }) => kind === 'liveCall');
  return (
    <div className="explanation">
      <div className="explain-head">
        <p className="explain-value num">{formatFigure(statistic.type, value, timeZone)}</p>
        <div>
          <p className="explain-name">
            <Link to="/sites/$site/statistics/$statisticId" params={{ site: site.site, statisticId: statistic.id }}>
              {statistic.name}
            </Link>
            {told.key === null ? '' : ` · ${told.row ?? (told.key === '' ? 'without a number' : told.key)}`}
          </p>
          <p className="muted">{statistic.words}</p>
        </div>
      </div>
      <HonestyNotes gaps={told.gaps} restatedAt={told.restatedAt} inferredEnds={0} zone={timeZone} />
      <p className="formula">{told.formula}</p>
      {line === null ? null : <p className="sum-line num">{line}</p>}
      <Facts told={told} figure={figure} />
      <div className="parts">
        {parts.map((part) => (
          <PartBox key={part.id} part={part} counts={template.counts} alone={parts.length === 1} />
        ))}
      </div>
      <RowsTabs site={site} figure={figure} told={told} />
      <CopyLink site={site.site} figure={live ? figure : pinned(figure, told.range)} />
    </div>
  );
};

/** How a number came about: its sum in words and in rows, so that anybody can do it again. */
export const ExplainView = ({ site, figure }: { readonly site: Site; readonly figure: ExplainSearch }) => {
  const { api, queries } = useServices();
  const options = explainQuery(api, site.site, figure, null, 'in');
  const answer = useInfiniteQuery(options);
  const [stopped, setStopped] = useState(false);
  const told = answer.data?.pages[0];
  if (told !== undefined) return <Told key={JSON.stringify(figure)} site={site} figure={figure} told={told} />;
  if (answer.error !== null) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  if (stopped && answer.fetchStatus === 'idle') {
    return (
      <button
        type="button"
        className="button"
        onClick={() => {
          setStopped(false);
          void answer.refetch();
        }}
      >
        Ask again
      </button>
    );
  }
  return (
    <Asking
      what="Counting again, row by row"
      cancel={() => {
        setStopped(true);
        void queries.cancelQueries({ queryKey: options.queryKey });
      }}
    />
  );
};
