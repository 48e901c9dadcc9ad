import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import type { PublicStatistic, PublicTemplate, TemplateDefault } from './core/public-types.ts';
import { usualColumns } from './core/usual-columns.ts';
import { statisticsQuery, templateDefaultsQuery, templatesQuery } from './figures-queries.ts';
import { StatisticFacts } from './statistic-facts.tsx';
import './figures.css';

/** Asks for it where it is offered, beside the usual columns. */
const AskLinks = ({
  statistic,
  templates,
  defaults,
  site,
}: {
  readonly statistic: PublicStatistic;
  readonly templates: readonly PublicTemplate[];
  readonly defaults: readonly TemplateDefault[];
  readonly site: Site;
}) => {
  const grouped = templates.filter(
    (template) => template.kind === 'grouped' && !template.fixed && statistic.templates.includes(template.id),
  );
  if (grouped.length === 0) return null;
  return (
    <div>
      <h2 className="part-name">Ask for it today</h2>
      <ul className="chips">
        {grouped.map((template) => (
          <li key={template.id}>
            <Link
              className="button small"
              to="/sites/$site/figures"
              params={{ site: site.site }}
              search={{
                template: template.id,
                columns: [statistic.id, ...usualColumns(template, defaults).filter((id) => id !== statistic.id)].join(','),
              }}
            >
              {template.name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** One statistic at an address of its own. */
export const StatisticPage = ({ site, id }: { readonly site: Site; readonly id: string }) => {
  const { api } = useServices();
  const statistics = useQuery(statisticsQuery(api, site.site));
  const { data: templates = [] } = useQuery(templatesQuery(api));
  const { data: defaults } = useQuery(templateDefaultsQuery(api, site.site));
  const statistic = statistics.data?.find((each) => each.id === id);
  return (
    <div className="page">
      <p className="crumbs">
        <Link to="/sites/$site/statistics" params={{ site: site.site }}>
          Statistics
        </Link>
        {statistic === undefined ? null : <span className="muted">{statistic.group}</span>}
      </p>
      {statistics.data === undefined ? (
        statistics.error === null ? (
          <Loading what="the statistic" />
        ) : (
          <Failure error={statistics.error} retry={() => void statistics.refetch()} />
        )
      ) : statistic === undefined ? (
        <>
          <PageTitle title="Not found" context={site.name} />
          <Notice icon="warning" title={`There is no statistic “${id}”`}>
            The address may be mistyped. The catalogue lists all.
          </Notice>
        </>
      ) : (
        <>
          <div className="page-head">
            <PageTitle title={statistic.heading} context={statistic.heading === statistic.name ? site.name : statistic.name} />
          </div>
          <div className="panel call-sheet">
            <StatisticFacts statistic={statistic} templates={templates} />
            {defaults === undefined ? null : <AskLinks statistic={statistic} templates={templates} defaults={defaults} site={site} />}
            <p className="muted">
              <Icon name="link" /> Id in reports and the API: <span className="num">{statistic.id}</span> · rule set {statistic.ruleSet}
            </p>
          </div>
        </>
      )}
    </div>
  );
};
