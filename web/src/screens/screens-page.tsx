import { may } from '../api/may.ts';
import type { Site } from '../api/types.ts';
import { BoardSection } from '../shell/board-section.tsx';
import { ScreensList } from './screens-list.tsx';
import '../site/site.css';
import './manage.css';

/** The televisions of a site. */
export const ScreensPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="screens" title="Screens">
    {(me) => <ScreensList site={site} mayManage={may(me, 'screens.manage')} />}
  </BoardSection>
);
