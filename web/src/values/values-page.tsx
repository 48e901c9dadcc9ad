import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';

export const ValuesPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="values" title="Values">
    {() => null}
  </BoardSection>
);
