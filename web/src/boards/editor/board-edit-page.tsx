import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../../api/may.ts';
import { meQuery } from '../../api/queries.ts';
import type { Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { Failure, Loading, Notice } from '../../ui/notice.tsx';
import { type FullBoard, fullBoardQuery, makeBoard } from './board-api.ts';
import { BoardEditor } from './board-editor.tsx';

/** For a board one may look at and not change: a copy of one's own is a press away. */
const CopyInstead = ({
  site,
  board,
  openBoard,
}: {
  readonly site: string;
  readonly board: FullBoard;
  readonly openBoard: (board: string) => void;
}) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const [error, setError] = useState<string | null>(null);
  const copy = (): void => {
    makeBoard(api, site, { copyOf: board.id }).then(
      ({ id }) => openBoard(id),
      (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)),
    );
  };
  return (
    <Notice
      icon="warning"
      title={board.builtIn ? 'Everybody has this board, so nobody changes it' : `This board is ${board.owner?.name ?? 'somebody else'}’s`}
      action={
        may(me, 'boards.write') ? (
          <button type="button" className="button primary" onClick={copy}>
            Make a copy of my own
          </button>
        ) : undefined
      }
    >
      {error ?? (may(me, 'boards.write') ? 'A copy begins the same and is yours to change.' : 'Your role does not make boards.')}
    </Notice>
  );
};

/** The editor of one board, once it is there and may be changed. */
export const BoardEditPage = ({
  site,
  board: id,
  view,
  leave,
  openBoard,
}: {
  readonly site: Site;
  readonly board: string;
  /** Undefined = the first. */
  readonly view: string | undefined;
  readonly leave: (view: string) => void;
  /** Goes on in the editor of another board. */
  readonly openBoard: (board: string) => void;
}) => {
  const { api } = useServices();
  // Read once: what somebody else saves meanwhile must not pull the draft away.
  const [board, setBoard] = useState<FullBoard | null>(null);
  const { data, error, refetch } = useQuery({ ...fullBoardQuery(api, site.site, id), enabled: board === null, gcTime: 0 });
  if (board === null && data !== undefined) setBoard(data);
  return (
    <div className="page edit-page">
      <div className="page-head">
        <PageTitle title={board === null ? 'Board' : `Edit ${board.name}`} context={site.name} />
      </div>
      {board === null ? (
        error !== null ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : (
          <Loading what="the board" />
        )
      ) : board.mayEdit ? (
        <BoardEditor site={site} board={board} view={view ?? ''} leave={leave} openBoard={openBoard} />
      ) : (
        <CopyInstead site={site.site} board={board} openBoard={openBoard} />
      )}
    </div>
  );
};
