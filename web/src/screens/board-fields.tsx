import { useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { type BoardItem, boardsQuery } from '../boards/editor/board-api.ts';
import { Field } from '../site/field.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';

export interface BoardChosen {
  readonly board: string;
  /** Null = all views in turn. */
  readonly view: string | null;
}

const groups = [
  { kind: 'wallboard', label: 'Wallboards' },
  { kind: 'dashboard', label: 'Dashboards' },
] as const;

const BoardOptions = ({ boards, kept }: { readonly boards: readonly BoardItem[]; readonly kept: string | null }) => (
  <>
    {kept === null ? null : <option value={kept}>As now</option>}
    {groups.map(({ kind, label }) => {
      const list = boards.filter((board) => board.kind === kind);
      return list.length === 0 ? null : (
        <optgroup key={kind} label={label}>
          {list.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      );
    })}
  </>
);

/** Board and, where it has several, view. A board that the reader may not open stays as it is until another is chosen. */
export const BoardFields = ({
  site,
  chosen,
  choose,
}: {
  readonly site: string;
  readonly chosen: BoardChosen;
  readonly choose: (chosen: BoardChosen) => void;
}) => {
  const { api } = useServices();
  const { data: boards, error, refetch } = useQuery(boardsQuery(api, site));
  if (boards === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (boards === undefined) return <Loading what="the boards" />;
  if (boards.length === 0 && chosen.board === '')
    return <Notice title="No board yet">Make a board first; then a screen can show it.</Notice>;
  const board = boards.find(({ id }) => id === chosen.board);
  const kept = board === undefined && chosen.board !== '' ? chosen.board : null;
  const isPrivate = board !== undefined && !board.shared;
  return (
    <>
      <Field label="Board" {...(isPrivate ? { help: 'Nobody else sees this board; this screen will.' } : {})}>
        {(ids) => (
          <select {...ids} required value={chosen.board} onChange={(event) => choose({ board: event.target.value, view: null })}>
            {chosen.board === '' ? <option value="">Choose a board</option> : null}
            <BoardOptions boards={boards} kept={kept} />
          </select>
        )}
      </Field>
      {board === undefined || board.views.length < 2 ? null : (
        <Field label="View">
          {(ids) => (
            <select
              {...ids}
              value={chosen.view ?? ''}
              onChange={(event) => choose({ board: board.id, view: event.target.value === '' ? null : event.target.value })}
            >
              <option value="">All, one after the other</option>
              {board.views.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
};
