import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';

export const FiltersPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="filters" title="Filters">
    {() => null}
  </BoardSection>
);
