import { Link } from '@tanstack/react-router';
import type { Site } from '../api/types.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ExplainSearch } from './core/explain-search.ts';
import { ExplainView } from './explain-view.tsx';
import './figures.css';

/** An explanation on a page of its own: what a link to a number opens, with the reader's own rights. */
export const ExplainPage = ({ site, figure }: { readonly site: Site; readonly figure: ExplainSearch }) => (
  <div className="page">
    <p className="crumbs">
      <Link
        to="/sites/$site/figures"
        params={{ site: site.site }}
        search={figure.template === undefined ? {} : { template: figure.template }}
      >
        Ask
      </Link>
    </p>
    <div className="page-head">
      <PageTitle title="How this number came about" context={site.name} />
    </div>
    {figure.statistic === undefined ? (
      <Notice icon="warning" title="The address names no number">
        Press a figure of a report or of the Ask page to see how it came about.
      </Notice>
    ) : (
      <div className="panel call-sheet">
        <ExplainView site={site} figure={figure} />
      </div>
    )}
  </div>
);
