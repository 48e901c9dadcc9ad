import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Icon } from '../ui/icons.tsx';
import { Loading } from '../ui/notice.tsx';
import { BoardPage } from './board-page.tsx';
import type { BoardSearch } from './core/board-choice.ts';
import type { BoardItem } from './editor/board-api.ts';

/** Most who open a board never edit one. */
const BoardEditPage = lazy(() => import('./editor/board-edit-page.tsx').then((page) => ({ default: page.BoardEditPage })));

const Tools = ({ site, board, view }: { readonly site: string; readonly board: BoardItem; readonly view: string | undefined }) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  return (
    <>
      <Link to="/sites/$site/boards-list" params={{ site }} className="button">
        All boards
      </Link>
      {may(me, 'pastBoards.read') ? (
        <Link
          to="/sites/$site/boards/$board/past"
          params={{ site, board: board.id }}
          search={view === undefined ? {} : { view }}
          className="button"
        >
          <Icon name="undo" /> <span className="board-button-words">Past</span>
        </Link>
      ) : null}
      {board.mayEdit || may(me, 'boards.write') ? (
        <Link
          to="/sites/$site/boards/$board"
          params={{ site, board: board.id }}
          search={{ ...(view === undefined ? {} : { view }), edit: '' }}
          className="button"
        >
          <Icon name="edit" /> <span className="board-button-words">Edit</span>
        </Link>
      ) : null}
    </>
  );
};

/** A board as it is looked at, or with `?edit` in the editor. */
export const BoardOrEditor = ({ site, board, search }: { readonly site: Site; readonly board: string; readonly search: BoardSearch }) => {
  const navigate = useNavigate();
  const open = (id: string, to: BoardSearch): void =>
    void navigate({ to: '/sites/$site/boards/$board', params: { site: site.site, board: id }, search: to });
  if (search.edit === undefined)
    return (
      <BoardPage site={site} board={board} search={search} tools={(item) => <Tools site={site.site} board={item} view={search.view} />} />
    );
  return (
    <Suspense fallback={<Loading what="the editor" />}>
      <BoardEditPage
        key={board}
        site={site}
        board={board}
        view={search.view}
        leave={(view) => open(board, { view })}
        openBoard={(id) => open(id, { edit: '' })}
      />
    </Suspense>
  );
};
