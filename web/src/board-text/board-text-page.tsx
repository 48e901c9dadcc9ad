import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';

export const BoardTextPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="text" title="Boards as text">
    {() => null}
  </BoardSection>
);
