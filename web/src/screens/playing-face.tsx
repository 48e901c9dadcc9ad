import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { BoardView } from '../boards/board-view.tsx';
import type { FeedFreshness } from '../boards/core/feed.ts';
import { useBeat } from '../time/clock.ts';
import { formatMinute } from '../time/core/format.ts';
import { Icon, Logo } from '../ui/icons.tsx';
import type { OwnScreen } from './core/own-screen.ts';
import { intervalSeconds, type ScreenSearch } from './core/screen-search.ts';
import { turnAt, viewsInTurn } from './core/turn.ts';
import { screenBoardKey, shownQuery, viewNamesQuery } from './screen-board.ts';
import type { PairedState, SeenReport } from './screen-life.ts';
import { useScreenFeed } from './use-screen-feed.ts';

/** In place of a board that is not there yet, or not any more. */
const Message = ({ own, text }: { readonly own: OwnScreen | null; readonly text: string }) => (
  <main className="screen-message">
    <p className="screen-brand">
      <Logo /> {own === null ? 'Trunkline' : own.name}
    </p>
    <p role="status">{text}</p>
  </main>
);

const missingWords = (error: Error, name: string): string =>
  error instanceof ApiError && (error.status === 404 || error.status === 403)
    ? `The board of “${name}” is gone or no longer shared. Choose another one under Boards, Screens.`
    : `${error.message} This screen keeps trying.`;

/** What is wrong with the figures, in a shape, a word and a sentence; nothing while all is well. */
const FreshnessBar = ({ freshness }: { readonly freshness: FeedFreshness }) => {
  const { state, why } = freshness;
  const bad = state === 'old' || state === 'disconnected';
  return (
    <p className={bad ? 'screen-bar' : 'sr-only'} role="status" data-state={state}>
      {bad ? (
        <>
          <Icon name={state === 'disconnected' ? 'cut' : 'warning'} />
          <strong>{state === 'disconnected' ? 'Not connected' : 'Old figures'}</strong> {why}
        </>
      ) : null}
    </p>
  );
};

/** News of boards, filters and of this screen itself; null = some may have been missed. */
const useNews = (screen: string, look: () => void): void => {
  const { socket } = useServices();
  const queries = useQueryClient();
  useEffect(
    () =>
      socket.onNotice((notice) => {
        if (notice === null || (notice.kind === 'screen' && notice.screen === screen)) look();
        if (notice === null || notice.kind === 'board' || notice.kind === 'filters')
          void queries.invalidateQueries({ queryKey: screenBoardKey });
      }),
    [socket, queries, screen, look],
  );
};

interface PlayingProps {
  readonly own: OwnScreen;
  readonly search: ScreenSearch;
  readonly look: () => void;
  readonly showing: (showing: SeenReport['showing']) => void;
}

const Playing = ({ own, search, look, showing }: PlayingProps) => {
  const { api, clock } = useServices();
  const now = useBeat(clock);
  const { site } = own;
  const show = own.show !== null && own.show.until > now ? own.show : null;
  const board = show?.board ?? own.board;
  const { data: found, error } = useQuery(viewNamesQuery(api, site.site, board));
  const views = viewsInTurn(found?.views ?? [], show === null ? own.view : show.view, show === null ? search.playlist : undefined);
  const view = turnAt(views, intervalSeconds(search.interval) ?? own.cycleSeconds, now)?.id ?? null;
  const { data: shown, error: shownError } = useQuery({
    ...shownQuery(api, site.site, board, view ?? ''),
    enabled: view !== null,
  });
  // Another board than the one that was told to be shown must not stay in its place.
  const current = shown?.board === board ? shown : undefined;
  const feed = useScreenFeed(site, current);
  useNews(own.screen, look);
  useEffect(() => showing(view === null ? null : { board, view }), [showing, board, view]);
  const name = found?.name ?? '';
  useEffect(() => {
    document.title = `${name === '' ? own.name : name} · ${site.name} · Trunkline`;
  }, [name, own.name, site.name]);
  const fault = error ?? shownError;
  if (current === undefined)
    return <Message own={own} text={fault === null ? 'The board is on its way…' : missingWords(fault, own.name)} />;
  return (
    <main className="screen-play" data-state={feed.freshness.state}>
      <h1 className="sr-only">
        {current.name}, {current.view.name}
      </h1>
      {show === null ? null : (
        <p className="screen-show" role="status">
          <Icon name="play" /> <strong>Now: {current.name}</strong> until {formatMinute(site.timeZone, show.until)}
        </p>
      )}
      <div className="screen-board">
        <BoardView site={site} shown={current} feed={feed} desk={false} />
      </div>
      <FreshnessBar freshness={feed.freshness} />
    </main>
  );
};

/** A paired screen: its board in full, whatever happens around it. */
export const PlayingFace = ({ state, ...rest }: { readonly state: PairedState } & Omit<PlayingProps, 'own'>) =>
  state.own === null ? (
    <Message own={null} text={state.trouble ?? 'The board is on its way…'} />
  ) : (
    <Playing key={`${state.own.screen} ${state.own.site.site}`} own={state.own} {...rest} />
  );
