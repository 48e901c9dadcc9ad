import { Link } from '@tanstack/react-router';

/** The two pages about figures: asking, and what can be asked. */
export const SectionTabs = ({ site, here }: { readonly site: string; readonly here: 'figures' | 'statistics' }) => (
  <nav aria-label="Figures" className="segments">
    <Link to="/sites/$site/figures" params={{ site }} className="segment" aria-current={here === 'figures' ? 'page' : undefined}>
      Ask
    </Link>
    <Link to="/sites/$site/statistics" params={{ site }} className="segment" aria-current={here === 'statistics' ? 'page' : undefined}>
      Catalogue
    </Link>
  </nav>
);
