import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { shownQuery } from '../boards/board-queries.ts';
import { BoardView } from '../boards/board-view.tsx';
import { boardsKey, boardsQuery } from '../boards/editor/board-api.ts';
import { useBoardFeed } from '../boards/use-board-feed.ts';
import { useBeat } from '../time/clock.ts';
import { formatMinute } from '../time/core/format.ts';
import { Icon, Logo } from '../ui/icons.tsx';
import type { OwnScreen } from './core/own-screen.ts';
import { intervalSeconds, type ScreenSearch } from './core/screen-search.ts';
import { turnAt, viewsInTurn } from './core/turn.ts';
import type { PairedState, SeenReport } from './screen-life.ts';

/** In place of a board that is not there yet, or not any more. */
const Message = ({ own, text }: { readonly own: OwnScreen | null; readonly text: string }) => (
  <main className="screen-message">
    <p className="screen-brand">
      <Logo /> {own === null ? 'Trunkline' : own.name}
    </p>
    <p role="status">{text}</p>
  </main>
);

/** Should news of a change ever be lost. */
const lookAgainMs = 60_000;

const goneWords = (name: string): string => `The board of “${name}” is not there any more. Choose another one under Boards, Screens.`;
const missingWords = (error: Error, name: string): string =>
  error instanceof ApiError && (error.status === 404 || error.status === 403)
    ? goneWords(name)
    : `${error.message} This screen keeps trying.`;

/** News of this screen itself; null = some may have been missed. News of boards is the feed's. */
const useNews = (screen: string, look: () => void): void => {
  const { socket } = useServices();
  useEffect(
    () =>
      socket.onNotice((notice) => {
        if (notice === null || (notice.kind === 'screen' && notice.screen === screen)) look();
      }),
    [socket, screen, look],
  );
};

/** Which boards it may see comes and goes with what it is told to show. */
const useOwnBoards = (site: string, board: string): void => {
  const queries = useQueryClient();
  const last = useRef(board);
  useEffect(() => {
    if (last.current === board) return;
    last.current = board;
    void queries.invalidateQueries({ queryKey: boardsKey(site) });
  }, [queries, site, board]);
};

interface PlayingProps {
  readonly own: OwnScreen;
  readonly search: ScreenSearch;
  readonly look: () => void;
  readonly showing: (showing: SeenReport['showing']) => void;
}

const Playing = ({ own, search, look, showing }: PlayingProps) => {
  const { api, socket, clock } = useServices();
  const now = useBeat(clock);
  const { site } = own;
  const show = own.show !== null && own.show.until > now ? own.show : null;
  const board = show?.board ?? own.board;
  useOwnBoards(site.site, board);
  useEffect(() => {
    socket.watch(site.site);
    return () => socket.watch(null);
  }, [socket, site.site]);
  const { data: boards, error, isFetching } = useQuery({ ...boardsQuery(api, site.site), refetchInterval: lookAgainMs });
  const found = boards?.find(({ id }) => id === board);
  const views = viewsInTurn(found?.views ?? [], show === null ? own.view : show.view, show === null ? search.playlist : undefined);
  const view = turnAt(views, intervalSeconds(search.interval) ?? own.cycleSeconds, now)?.id ?? null;
  const { data: shown, error: shownError } = useQuery({
    ...shownQuery(api, site.site, board, view ?? ''),
    enabled: view !== null,
    // The view before stays until the next one is there.
    placeholderData: keepPreviousData,
    // Should news of a change ever be lost.
    refetchInterval: lookAgainMs,
  });
  // Another board than the one that was told to be shown must not stay in its place.
  const current = shown?.board === board ? shown : undefined;
  const feed = useBoardFeed(site.site, site.timeZone, current);
  useNews(own.screen, look);
  useEffect(() => showing(view === null ? null : { board, view }), [showing, board, view]);
  useEffect(() => {
    document.title = `${found?.name ?? own.name} · ${site.name} · Trunkline`;
  }, [found, own.name, site.name]);
  if (current === undefined || feed === null) {
    const gone = boards !== undefined && found === undefined && !isFetching;
    const fault = error ?? shownError;
    const text = gone ? goneWords(own.name) : fault === null ? 'The board is on its way…' : missingWords(fault, own.name);
    return <Message own={own} text={text} />;
  }
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
        <BoardView
          key={`${current.board} ${current.view.id}`}
          site={site}
          shown={current}
          feed={feed}
          desk={false}
          hidesNumbers
          // A change of views is no news: a banner would come and go with every turn.
          banner={feed.freshness.state !== 'loading' || feed.freshness.why !== null}
        />
      </div>
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
