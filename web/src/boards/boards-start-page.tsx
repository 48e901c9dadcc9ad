import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { readStored } from '../ui/stored.ts';
import { startBoard } from './core/board-choice.ts';
import { boardsQuery } from './editor/board-api.ts';

export const lastBoardKey = (site: string): string => `trunkline.lastBoard.${site}`;

/** Opens the board looked at last, else the standard one. */
export const BoardsStartPage = ({ site }: { readonly site: Site }) => {
  const { api } = useServices();
  const { data: boards, error, refetch } = useQuery(boardsQuery(api, site.site));
  if (error !== null && boards === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (boards === undefined) return <Loading what="the boards" />;
  const board = startBoard(boards, readStored(lastBoardKey(site.site)));
  if (board !== null) return <Navigate to="/sites/$site/boards/$board" params={{ site: site.site, board: board.id }} replace />;
  return (
    <div className="page">
      <PageTitle title="Boards" context={site.name} />
      <Notice title="There is no board that you may see">Ask an administrator for the right to wallboards or dashboards.</Notice>
    </div>
  );
};
