import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { BoardKind } from '../../../functions/domain/board.ts';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { BoardSection } from '../shell/board-section.tsx';
import { formatDayMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Told } from '../ui/told.tsx';
import { UnreadableList } from '../ui/unreadable-list.tsx';
import { type BoardItem, boardsKey, boardsQuery, deleteUnreadableBoard, unreadableBoardsQuery } from './editor/board-api.ts';
import { type BoardChange, BoardChangeDialog } from './editor/board-change-dialog.tsx';
import { NewBoardDialog } from './editor/new-board-dialog.tsx';

const kinds: Readonly<Record<BoardKind, { readonly name: string; readonly licence: string; readonly right: string }>> = {
  wallboard: { name: 'Wallboard', licence: 'licence class Wallboard', right: 'wallboards.use' },
  dashboard: { name: 'Dashboard', licence: 'licence class Dashboard', right: 'dashboards.use' },
};

const ownerWords = ({ builtIn, owner, template }: BoardItem): string =>
  builtIn ? 'Everybody has it' : owner !== null ? owner.name : template !== null ? `Template ${template.name}` : 'Nobody';

const Row = ({
  site,
  board,
  me,
  change,
}: {
  readonly site: Site;
  readonly board: BoardItem;
  readonly me: Me;
  readonly change: (change: BoardChange) => void;
}) => {
  const follows = board.template?.follows === true;
  return (
    <tr>
      <th scope="row">
        <Link to="/sites/$site/boards/$board" params={{ site: site.site, board: board.id }}>
          {board.name}
        </Link>
        {board.views.length > 1 ? <span className="muted num"> {board.views.length} views</span> : null}
      </th>
      <td>
        {kinds[board.kind].name} <span className="muted col-2">{kinds[board.kind].licence}</span>
      </td>
      <td className="col-1">
        {ownerWords(board)}
        {follows ? <span className="badge">follows {board.template?.name}</span> : null}
      </td>
      <td className="col-1">{board.builtIn || board.shared ? 'Shared' : 'Own'}</td>
      <td className="num col-3">{board.builtIn || board.updatedAt === null ? '' : formatDayMinute(site.timeZone, board.updatedAt)}</td>
      <td className="row-actions">
        {board.mayEdit ? (
          <>
            <Link
              to="/sites/$site/boards/$board"
              params={{ site: site.site, board: board.id }}
              search={{ edit: '' }}
              className="button small plain"
              aria-label={`Edit ${board.name}`}
            >
              Edit
            </Link>
            <button
              type="button"
              className="button small plain"
              aria-label={`Rename ${board.name}`}
              onClick={() => change({ kind: 'rename', board })}
            >
              Rename
            </button>
          </>
        ) : null}
        {board.mayEdit && may(me, 'boards.share') && !follows ? (
          <button
            type="button"
            className="button small plain"
            aria-label={board.shared ? `Unshare ${board.name}` : `Share ${board.name}`}
            onClick={() => change({ kind: 'share', board })}
          >
            {board.shared ? 'Unshare' : 'Share'}
          </button>
        ) : null}
        {may(me, 'boards.write') ? (
          <button
            type="button"
            className="button small plain"
            aria-label={`Copy ${board.name}`}
            onClick={() => change({ kind: 'copy', board })}
          >
            Copy
          </button>
        ) : null}
        {board.mayEdit ? (
          <button
            type="button"
            className="button small plain"
            aria-label={`Delete ${board.name}`}
            onClick={() => change({ kind: 'delete', board })}
          >
            Delete
          </button>
        ) : null}
      </td>
    </tr>
  );
};

const List = ({ site, me }: { readonly site: Site; readonly me: Me }) => {
  const { api } = useServices();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: boards, error, refetch } = useQuery(boardsQuery(api, site.site));
  const { data: unreadable = [] } = useQuery(unreadableBoardsQuery(api, site.site));
  const { data: known } = useQuery(meQuery(api));
  const [making, setMaking] = useState(false);
  const [change, setChange] = useState<BoardChange | null>(null);
  const [told, tell] = useState('');
  if (boards === undefined) return error === null ? <Loading what="the boards" /> : <Failure error={error} retry={() => void refetch()} />;
  const allowed = (['dashboard', 'wallboard'] as const).filter((kind) => may(known ?? me, kinds[kind].right));
  const mayMake = may(me, 'boards.write') && allowed.length > 0;
  const edit = (board: string): void =>
    void navigate({ to: '/sites/$site/boards/$board', params: { site: site.site, board }, search: { edit: '' } });
  return (
    <>
      <div className="list-tools">
        {mayMake ? (
          <button type="button" className="button primary" onClick={() => setMaking(true)}>
            <Icon name="plus" /> New board
          </button>
        ) : null}
        <Told>{told}</Told>
      </div>
      <div className="panel">
        {boards.length === 0 ? (
          <Notice title="No board that you may see">Boards are opened by licence class and role; ask your administrator.</Notice>
        ) : (
          <TableWrap label="Boards">
            <table className="table site-table" aria-label="Boards">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Kind</th>
                  <th scope="col" className="col-1">
                    Owner
                  </th>
                  <th scope="col" className="col-1">
                    Seen by
                  </th>
                  <th scope="col" className="col-3">
                    Changed
                  </th>
                  <th scope="col">
                    <span className="sr-only">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {boards.map((board) => (
                  <Row key={board.id} site={site} board={board} me={me} change={setChange} />
                ))}
              </tbody>
            </table>
          </TableWrap>
        )}
      </div>
      <UnreadableList
        what="board"
        effect="is not shown"
        items={unreadable}
        remove={async (id) => {
          await deleteUnreadableBoard(api, site.site, id);
          await queries.invalidateQueries({ queryKey: boardsKey(site.site) });
        }}
      />
      {making ? <NewBoardDialog site={site.site} boards={boards} kinds={allowed} close={() => setMaking(false)} made={edit} /> : null}
      {change === null ? null : (
        <BoardChangeDialog
          key={`${change.kind} ${change.board.id}`}
          site={site.site}
          change={change}
          close={() => setChange(null)}
          done={(words, made) => {
            setChange(null);
            if (made === undefined) tell(words);
            else edit(made);
          }}
        />
      )}
    </>
  );
};

/** The boards of a site that a person may see, and what may be done with each. */
export const BoardListPage = ({ site }: { readonly site: Site }) => (
  <BoardSection site={site} here="boards" title="Boards">
    {(me) => <List site={site} me={me} />}
  </BoardSection>
);
