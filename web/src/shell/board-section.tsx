import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { PageTitle } from './page-title.tsx';

/** The pages around boards, each with the right that opens it. Filters are those of reports too, and stand in that section. */
const parts = [
  { id: 'boards', to: '/sites/$site/boards', words: 'Boards', right: 'boards.read' },
  { id: 'filters', to: '/sites/$site/filters', words: 'Filters', right: 'filters.read' },
  { id: 'values', to: '/sites/$site/values', words: 'Values', right: 'boards.read' },
  { id: 'screens', to: '/sites/$site/screens', words: 'Screens', right: 'screens.read' },
  { id: 'text', to: '/sites/$site/boards-text', words: 'As text', right: 'boards.write' },
] as const;
export type BoardPart = Exclude<(typeof parts)[number]['id'], 'filters'>;

/** Leads from one page around boards to another; shows only what the person may open. */
export const BoardSectionNav = ({ site, me, here }: { readonly site: string; readonly me: Me | undefined; readonly here: string }) => (
  <nav aria-label="Boards" className="site-nav">
    {parts
      .filter(({ right }) => may(me, right))
      .map(({ id, to, words }) => (
        <Link key={id} to={to} params={{ site }} className="site-nav-link" aria-current={id === here ? 'page' : undefined}>
          {words}
        </Link>
      ))}
    {may(me, 'boardTemplates.write') ? (
      <Link to="/board-templates" className="site-nav-link">
        Templates
      </Link>
    ) : null}
  </nav>
);

/** Head, section links and the right to be here, around a page of boards. */
export const BoardSection = ({
  site,
  here,
  title,
  children,
}: {
  readonly site: Site;
  readonly here: BoardPart;
  readonly title: string;
  readonly children: (me: Me) => ReactNode;
}) => {
  const { api } = useServices();
  const { data: me, error, refetch } = useQuery(meQuery(api));
  const right = parts.find(({ id }) => id === here)?.right ?? 'boards.read';
  return (
    <div className="page site-page">
      <div className="page-head">
        <PageTitle title={title} context={site.name} />
      </div>
      <BoardSectionNav site={site.site} me={me} here={here} />
      {me === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : me === undefined ? (
        <Loading what="what you may see" />
      ) : may(me, right) ? (
        children(me)
      ) : (
        <Notice icon="warning" title="Your role does not allow this">
          Supervisors and administrators may open this page.
        </Notice>
      )}
    </div>
  );
};
