import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { SectionNav, type SectionPart, SiteSection } from './site-section.tsx';

/** The pages around boards. Filters are those of reports too, and stand in that section. */
const parts = [
  { id: 'boards', to: '/sites/$site/boards', words: 'Boards', right: 'boards.read' },
  { id: 'filters', to: '/sites/$site/filters', words: 'Filters', right: 'filters.read' },
  { id: 'values', to: '/sites/$site/values', words: 'Values', right: 'boards.read' },
  { id: 'screens', to: '/sites/$site/screens', words: 'Screens', right: 'screens.read' },
  { id: 'text', to: '/sites/$site/boards-text', words: 'As text', right: 'boards.write' },
] as const satisfies readonly SectionPart[];
export type BoardPart = Exclude<(typeof parts)[number]['id'], 'filters'>;

/** Leads from one page around boards to another. */
export const BoardSectionNav = ({ site, me, here }: { readonly site: string; readonly me: Me | undefined; readonly here: string }) => (
  <SectionNav label="Boards" parts={parts} site={site} me={me} here={here}>
    {may(me, 'boardTemplates.write') ? (
      <Link to="/board-templates" className="site-nav-link">
        Templates
      </Link>
    ) : null}
  </SectionNav>
);

/** A page of boards, with the way to the others. */
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
}) => (
  <SiteSection
    site={site}
    title={title}
    right={parts.find(({ id }) => id === here)?.right ?? 'boards.read'}
    nav={(me) => <BoardSectionNav site={site.site} me={me} here={here} />}
  >
    {children}
  </SiteSection>
);
