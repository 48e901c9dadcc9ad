import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import type { CatalogueSearch } from './core/catalogue-search.ts';
import { findStatistics, type StatisticGroup } from './core/find-statistics.ts';
import type { PublicStatistic, PublicTemplate } from './core/public-types.ts';
import { statisticsQuery, templatesQuery } from './figures-queries.ts';
import { StatisticFacts } from './statistic-facts.tsx';
import './figures.css';

const Entry = ({
  statistic,
  templates,
  site,
}: {
  readonly statistic: PublicStatistic;
  readonly templates: readonly PublicTemplate[];
  readonly site: Site;
}) => (
  <li>
    <details className="entry">
      <summary>
        <span className="entry-name">{statistic.heading}</span>
        {statistic.heading === statistic.name ? null : <span className="muted"> {statistic.name}</span>}
        {statistic.live ? <span className="badge">live</span> : null}
        {statistic.ours ? <span className="badge">ours</span> : null}
        <span className="entry-words muted">{statistic.words}</span>
      </summary>
      <StatisticFacts statistic={statistic} templates={templates} />
      <p className="entry-foot">
        <Link to="/sites/$site/statistics/$statisticId" params={{ site: site.site, statisticId: statistic.id }}>
          <Icon name="link" /> <span className="sr-only">{statistic.heading}: </span>address of this statistic
        </Link>
      </p>
    </details>
  </li>
);

const slug = (name: string): string => `g-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`;

const Groups = ({
  groups,
  templates,
  site,
}: {
  readonly groups: readonly StatisticGroup[];
  readonly templates: readonly PublicTemplate[];
  readonly site: Site;
}) => (
  <div className="catalogue">
    <nav aria-label="Groups" className="group-list">
      <ul>
        {groups.map(({ name, statistics }) => (
          <li key={name}>
            <a href={`#${slug(name)}`}>
              {name} <span className="muted num">{statistics.length}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <div className="group-panels">
      {groups.map(({ name, statistics }) => (
        <section key={name} className="panel" aria-labelledby={slug(name)}>
          <h2 id={slug(name)} className="group-name">
            {name} <span className="muted num">{statistics.length}</span>
          </h2>
          <ul className="entries">
            {statistics.map((statistic) => (
              <Entry key={statistic.id} statistic={statistic} templates={templates} site={site} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  </div>
);

/** Every statistic there is, in the words of a supervisor: what it counts, how, and where it is offered. */
export const StatisticsPage = ({ site, search }: { readonly site: Site; readonly search: CatalogueSearch }) => {
  const { api } = useServices();
  const navigate = useNavigate();
  const statistics = useQuery(statisticsQuery(api, site.site));
  const templates = useQuery(templatesQuery(api));
  const [typed, setTyped] = useState(search.q ?? '');
  const words = useDeferredValue(typed);
  const { template, live } = search;
  const go = (next: CatalogueSearch): void =>
    void navigate({ to: '/sites/$site/statistics', params: { site: site.site }, search: next, replace: true });
  // The address follows what is typed once the typing rests.
  useEffect(() => {
    if (typed === (search.q ?? '')) return;
    const timer = setTimeout(() => {
      const { q: _q, ...rest } = search;
      void navigate({
        to: '/sites/$site/statistics',
        params: { site: site.site },
        search: typed === '' ? rest : { ...rest, q: typed },
        replace: true,
      });
    }, 400);
    return () => clearTimeout(timer);
  }, [typed, search, navigate, site.site]);
  const groups = useMemo(
    () => findStatistics(statistics.data ?? [], { words, template, live: live !== undefined }),
    [statistics.data, words, template, live],
  );
  const found = groups.reduce((sum, group) => sum + group.statistics.length, 0);
  const error = statistics.error ?? templates.error;
  return (
    <ReportsSection site={site} here="statistics" title="Statistics">
      {() => (
        <>
          <div className="list-tools">
            <label className="search">
              <Icon name="search" />
              <span className="sr-only">Search the statistics</span>
              <input type="search" placeholder="Search by name or words" value={typed} onChange={(event) => setTyped(event.target.value)} />
            </label>
            <label className="select">
              <span className="sr-only">Report that offers it</span>
              <select
                value={template ?? ''}
                onChange={(event) => {
                  const { template: _template, ...rest } = search;
                  go(event.target.value === '' ? rest : { ...rest, template: event.target.value });
                }}
              >
                <option value="">All reports</option>
                {templates.data?.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label className="ask-tick">
              <input
                type="checkbox"
                checked={live !== undefined}
                onChange={(event) => {
                  const { live: _live, ...rest } = search;
                  go(event.target.checked ? { ...rest, live: true } : rest);
                }}
              />
              Live only
            </label>
            {statistics.data === undefined ? null : (
              <span className="muted num" role="status">
                {found === statistics.data.length
                  ? plural(found, 'statistic')
                  : `${found} of ${plural(statistics.data.length, 'statistic')}`}
              </span>
            )}
          </div>
          {error !== null && statistics.data === undefined ? (
            <Failure error={error} retry={() => void Promise.all([statistics.refetch(), templates.refetch()])} />
          ) : statistics.data === undefined ? (
            <Loading what="the statistics" />
          ) : found === 0 ? (
            <div className="panel">
              <Notice title="No statistic has these words">Try fewer words, or all reports.</Notice>
            </div>
          ) : (
            <Groups groups={groups} templates={templates.data ?? []} site={site} />
          )}
        </>
      )}
    </ReportsSection>
  );
};
