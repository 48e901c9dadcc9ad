import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { ShownView } from '../../../functions/domain/board.ts';
import { Icon } from '../ui/icons.tsx';
import type { BoardItem } from './editor/board-api.ts';

const kindNames = { wallboard: 'Wallboards', dashboard: 'Dashboards' } as const;

/** Every board one may see, by kind. */
const BoardChoice = ({ site, boards, board }: { readonly site: string; readonly boards: readonly BoardItem[]; readonly board: string }) => {
  const navigate = useNavigate();
  return (
    <label className="board-choice">
      <span className="sr-only">Board</span>
      <select
        value={board}
        onChange={({ target }) => void navigate({ to: '/sites/$site/boards/$board', params: { site, board: target.value } })}
      >
        {(['dashboard', 'wallboard'] as const).map((kind) => {
          const some = boards.filter((one) => one.kind === kind);
          return some.length === 0 ? null : (
            <optgroup key={kind} label={kindNames[kind]}>
              {some.map(({ id, name, owner, shared, builtIn }) => (
                <option key={id} value={id}>
                  {name}
                  {builtIn || owner === null ? '' : shared ? ` (shared by ${owner.name})` : ''}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </label>
  );
};

const Views = ({ site, shown }: { readonly site: string; readonly shown: ShownView }) =>
  shown.views.length < 2 ? null : (
    <nav aria-label="Views" className="board-views">
      {shown.views.map(({ id, name }) => (
        <Link
          key={id}
          to="/sites/$site/boards/$board"
          params={{ site, board: shown.board }}
          search={{ view: id }}
          className="board-view-link"
          aria-current={id === shown.view.id ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );

/** At the top of the view: whether all of it is filtered, and by what (L2845). */
const ViewFilter = ({ filter }: { readonly filter: ShownView['viewFilter'] }) => (
  <p className="board-filter" title={filter?.words}>
    Filter: {filter === null ? <span className="muted">none</span> : <strong>{filter.name}</strong>}
  </p>
);

const useFullScreen = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      document.addEventListener('fullscreenchange', listener);
      return () => document.removeEventListener('fullscreenchange', listener);
    },
    () => document.fullscreenElement !== null,
  );

const FullScreenButton = ({ enter }: { readonly enter: () => void }) => {
  const full = useFullScreen();
  if (!document.fullscreenEnabled) return null;
  return (
    <button type="button" className="button" onClick={() => (full ? void document.exitFullscreen() : enter())}>
      <Icon name="outbound" /> <span className="board-button-words">{full ? 'Leave full screen' : 'Full screen'}</span>
    </button>
  );
};

/** Which board and view is on show, how it is filtered, and what can be done with it. */
export const BoardBar = ({
  site,
  boards,
  shown,
  enterFullScreen,
  children,
}: {
  readonly site: string;
  readonly boards: readonly BoardItem[];
  readonly shown: ShownView;
  readonly enterFullScreen: () => void;
  /** Further buttons. */
  readonly children?: ReactNode;
}) => (
  <div className="board-bar">
    <BoardChoice site={site} boards={boards} board={shown.board} />
    <Views site={site} shown={shown} />
    <ViewFilter filter={shown.viewFilter} />
    <span className="board-space" />
    {children}
    <FullScreenButton enter={enterFullScreen} />
  </div>
);
