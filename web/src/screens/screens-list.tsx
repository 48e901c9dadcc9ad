import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { type BoardItem, boardsQuery } from '../boards/editor/board-api.ts';
import { useBeat } from '../time/clock.ts';
import { formatDayMinute, formatMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { RowMenu } from '../ui/row-menu.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Told } from '../ui/told.tsx';
import { lastSeenWords, stateWords } from './core/screen-words.ts';
import { EditScreenDialog, RevokeDialog, ShowDialog } from './screen-dialogs.tsx';
import { endShow, reloadScreen, type SiteScreen, screensQuery } from './screens-api.ts';
import { useSending } from './use-sending.ts';

const actions = [
  ['edit', 'Change…'],
  ['show', 'Show now…'],
  ['endShow', 'Back to its board'],
  ['reload', 'Reload'],
  ['revoke', 'Remove…'],
] as const;
type Action = (typeof actions)[number][0];

const ScreenMenu = ({ screen, act }: { readonly screen: SiteScreen; readonly act: (action: Action) => void }) => (
  <RowMenu name={screen.name} offered={actions.filter(([id]) => id !== 'endShow' || screen.show !== null)} choose={act} />
);

const Shows = ({ screen, boards, site }: { readonly screen: SiteScreen; readonly boards: readonly BoardItem[]; readonly site: Site }) => {
  const view = boards.find(({ id }) => id === screen.board)?.views.find(({ id }) => id === screen.view)?.name;
  const now = screen.show === null ? null : (boards.find(({ id }) => id === screen.show?.board)?.name ?? 'another board');
  return (
    <>
      {screen.boardName}
      {view === undefined ? null : <span className="muted"> · {view}</span>}
      {now === null || screen.show === null ? null : (
        <span className="screen-now">
          <Icon name="play" /> Now: {now} until {formatMinute(site.timeZone, Date.parse(screen.show.until))}
        </span>
      )}
    </>
  );
};

const ScreenRow = ({
  site,
  screen,
  boards,
  now,
  act,
}: {
  readonly site: Site;
  readonly screen: SiteScreen;
  readonly boards: readonly BoardItem[];
  readonly now: number;
  readonly act: ((action: Action) => void) | null;
}) => {
  const state = stateWords(screen);
  const seen = lastSeenWords(screen.lastSeenAt, site.timeZone, now);
  const size = screen.viewport === null ? '' : `${screen.viewport.width} × ${screen.viewport.height}`;
  return (
    <tr>
      <th scope="row">
        <span className="strong">{screen.name}</span>
        <span className="only-narrow">
          <Shows screen={screen} boards={boards} site={site} />
        </span>
      </th>
      <td>
        <span className={`screen-state tone-${state.tone}`}>
          <Icon name={state.icon} /> {state.words}
        </span>
        <span className="muted num screen-seen"> {seen}</span>
      </td>
      <td className="col-1">
        <Shows screen={screen} boards={boards} site={site} />
      </td>
      <td className="col-2 num">
        {screen.version ?? '–'} <span className="muted">{size}</span>
      </td>
      <td className="col-2">
        {screen.pairedBy}, {formatDayMinute(site.timeZone, screen.pairedAt)}
      </td>
      <td className="row-actions">{act === null ? null : <ScreenMenu screen={screen} act={act} />}</td>
    </tr>
  );
};

/** Screens of a site with all that can be done to them. */
export const ScreensList = ({ site, mayManage }: { readonly site: Site; readonly mayManage: boolean }) => {
  const { api, clock } = useServices();
  const now = useBeat(clock);
  const { data: screens, error, refetch } = useQuery(screensQuery(api, site.site));
  const { data: boards = [] } = useQuery(boardsQuery(api, site.site));
  const { error: sendError, send } = useSending(site.site);
  const [chosen, setChosen] = useState<{ readonly kind: 'edit' | 'show' | 'revoke'; readonly screen: SiteScreen } | null>(null);
  const [told, tell] = useState('');
  if (screens === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (screens === undefined) return <Loading what="the screens" />;
  const act = (screen: SiteScreen, action: Action): void => {
    switch (action) {
      case 'edit':
      case 'show':
      case 'revoke':
        setChosen({ kind: action, screen });
        return;
      case 'reload':
        void send(
          () => reloadScreen(api, site.site, screen.screen),
          () => tell(`${screen.name} loads its page anew.`),
        );
        return;
      case 'endShow':
        void send(
          () => endShow(api, site.site, screen.screen),
          () => tell(`${screen.name} shows its own board again.`),
        );
    }
  };
  const shared = chosen === null ? null : { site: site.site, screen: chosen.screen, tell, close: () => setChosen(null) };
  return (
    <>
      <Told>{told}</Told>
      {sendError === null ? null : (
        <p role="alert" className="banner bad">
          {sendError}
        </p>
      )}
      {mayManage ? (
        <div className="list-tools">
          <span className="header-space" />
          <Link to="/pair" search={{ site: site.site }} className="button primary">
            Pair a screen
          </Link>
        </div>
      ) : null}
      {screens.length === 0 ? (
        <Notice title="No screen yet">
          Open <strong>{location.host}/screen</strong> on a television or any other display; it shows a code to pair it with.
        </Notice>
      ) : (
        <section className="panel" aria-label="Screens">
          <TableWrap label="Screens">
            <table className="table site-table" aria-label="Screens">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">State</th>
                  <th scope="col" className="col-1">
                    Shows
                  </th>
                  <th scope="col" className="col-2">
                    Version
                  </th>
                  <th scope="col" className="col-2">
                    Paired
                  </th>
                  <td className="w-menu" />
                </tr>
              </thead>
              <tbody>
                {screens.map((screen) => (
                  <ScreenRow
                    key={screen.screen}
                    site={site}
                    screen={screen}
                    boards={boards}
                    now={now}
                    act={mayManage ? (action) => act(screen, action) : null}
                  />
                ))}
              </tbody>
            </table>
          </TableWrap>
        </section>
      )}
      {shared === null || chosen?.kind !== 'edit' ? null : <EditScreenDialog {...shared} />}
      {shared === null || chosen?.kind !== 'show' ? null : <ShowDialog {...shared} />}
      {shared === null || chosen?.kind !== 'revoke' ? null : <RevokeDialog {...shared} />}
    </>
  );
};
