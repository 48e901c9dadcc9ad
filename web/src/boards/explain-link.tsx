import { Link } from '@tanstack/react-router';
import type { ShownView } from '../../../functions/domain/board.ts';
import { Icon } from '../ui/icons.tsx';
import { explainSearchOfTile } from './core/explain-of-tile.ts';

/** From a figure to the page that says how it came about. */
export const ExplainLink = ({
  site,
  shown,
  tile,
  field,
  title,
}: {
  readonly site: string;
  readonly shown: ShownView;
  readonly tile: string;
  readonly field: { readonly statistic: string; readonly template?: string | undefined };
  readonly title: string;
}) => (
  <Link
    to="/sites/$site/figures/explain"
    params={{ site }}
    search={explainSearchOfTile(field, shown.gridFilters[tile])}
    className="tile-explain"
    aria-label={`How this number came about: ${title}`}
    title="How this number came about"
  >
    <Icon name="search" />
  </Link>
);
