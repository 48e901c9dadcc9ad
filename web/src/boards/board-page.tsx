import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useRowActions } from '../actions/use-row-actions.tsx';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { maySeeFigures, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { BoardSectionNav } from '../shell/board-section.tsx';
import { useKiosk } from '../shell/kiosk.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { writeStored } from '../ui/stored.ts';
import { BoardBar } from './board-bar.tsx';
import { shownQuery } from './board-queries.ts';
import { BoardView } from './board-view.tsx';
import { lastBoardKey } from './boards-start-page.tsx';
import { type BoardSearch, chosenView } from './core/board-choice.ts';
import { type BoardItem, boardsQuery, unreadableBoardsQuery } from './editor/board-api.ts';
import { useBoardFeed } from './use-board-feed.ts';

/** @param unreadable what is wrong with what is stored of it; absent = it is not there, or hidden */
const Gone = ({ site, unreadable }: { readonly site: Site; readonly unreadable?: string | undefined }) => (
  <div className="page">
    <PageTitle title={unreadable === undefined ? 'No such board' : 'Board'} context={site.name} />
    <Notice icon="warning" title={unreadable ?? 'This board is not there, or not shared with you'}>
      <Link to={unreadable === undefined ? '/sites/$site/boards' : '/sites/$site/boards-list'} params={{ site: site.site }}>
        Go to your boards
      </Link>
    </Notice>
  </div>
);

const Shown = ({
  site,
  board,
  boards,
  view,
  tools,
}: {
  readonly site: Site;
  readonly board: BoardItem;
  readonly boards: readonly BoardItem[];
  readonly view: string;
  readonly tools: ((board: BoardItem) => ReactNode) | undefined;
}) => {
  const { api } = useServices();
  const kiosk = useKiosk();
  const place = useRef<HTMLDivElement>(null);
  const { data: me } = useQuery(meQuery(api));
  const { data: shown, error, refetch } = useQuery(shownQuery(api, site.site, board.id, view));
  const feed = useBoardFeed(site.site, site.timeZone, shown);
  const actions = useRowActions();
  const desk = board.kind === 'dashboard' && !kiosk;
  useEffect(() => writeStored(lastBoardKey(site.site), board.id), [site.site, board.id]);
  if (error !== null && shown === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (shown === undefined || feed === null) return <Loading what="the board" />;
  return (
    <div className="board-page">
      <h1 className="sr-only">
        {shown.name}, {shown.view.name}
      </h1>
      {kiosk ? null : <BoardSectionNav site={site.site} me={me} here="" />}
      {kiosk ? null : (
        <BoardBar
          site={site.site}
          boards={boards}
          shown={shown}
          enterFullScreen={() => void place.current?.requestFullscreen().catch(() => undefined)}
        >
          {tools?.(board)}
        </BoardBar>
      )}
      <div ref={place} className="board-place">
        <BoardView
          key={`${shown.board} ${shown.view.id}`}
          site={site}
          shown={shown}
          feed={feed}
          desk={desk}
          // A board counts the whole site; who sees some units alone would be told of other calls than were counted.
          explains={desk && me?.limited === false && maySeeFigures(me)}
          {...(actions === undefined || !desk ? {} : { actions })}
        />
      </div>
    </div>
  );
};

/** A board as everybody sees it: one view of it, live. */
export const BoardPage = ({
  site,
  board: id,
  search,
  tools,
}: {
  readonly site: Site;
  readonly board: string;
  readonly search: BoardSearch;
  /** Buttons beside those of the page. */
  readonly tools?: (board: BoardItem) => ReactNode;
}) => {
  const { api } = useServices();
  const { data: boards, error, refetch } = useQuery(boardsQuery(api, site.site));
  const { data: unreadable = [] } = useQuery(unreadableBoardsQuery(api, site.site));
  const board = boards?.find((one) => one.id === id);
  const view = board === undefined ? null : chosenView(board.views, search.view);
  useEffect(() => {
    if (board !== undefined) document.title = `${board.name} · ${site.name} · Trunkline`;
  }, [board, site.name]);
  if (error !== null && boards === undefined)
    return error instanceof ApiError && error.status === 403 ? (
      <Gone site={site} />
    ) : (
      <Failure error={error} retry={() => void refetch()} />
    );
  if (boards === undefined) return <Loading what="the boards" />;
  if (board === undefined || view === null) return <Gone site={site} unreadable={unreadable.find((one) => one.id === id)?.unreadable} />;
  return <Shown key={`${board.id} ${view}`} site={site} board={board} boards={boards} view={view} tools={tools} />;
};
