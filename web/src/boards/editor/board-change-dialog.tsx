import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../../app/services.ts';
import { Dialog } from '../../site/dialog.tsx';
import { Field } from '../../site/field.tsx';
import { Icon } from '../../ui/icons.tsx';
import { type BoardItem, boardsKey, deleteBoard, fetchBoard, fetchScreensOf, makeBoard, saveBoard } from './board-api.ts';

export interface BoardChange {
  readonly kind: 'rename' | 'share' | 'copy' | 'delete';
  readonly board: BoardItem;
}

const titles = { rename: 'Rename', share: 'Share', copy: 'Copy', delete: 'Delete' } as const;

/** Which screens go dark with a board; says nothing to those who may not know of screens. */
const Screens = ({ site, board }: { readonly site: string; readonly board: string }) => {
  const { api } = useServices();
  const { data: screens } = useQuery({ queryKey: [...boardsKey(site), 'screens', board], queryFn: () => fetchScreensOf(api, site, board) });
  if (screens === undefined || screens === null || screens.length === 0) return null;
  return (
    <p className="banner warn" role="status">
      <Icon name="warning" /> {screens.length === 1 ? 'A screen shows it' : `${screens.length} screens show it`} and will have nothing to
      show: {screens.join(', ')}.
    </p>
  );
};

/** One small change of a board from the list, with what it means before it is done. */
export const BoardChangeDialog = ({
  site,
  change: { kind, board },
  close,
  done,
}: {
  readonly site: string;
  readonly change: BoardChange;
  readonly close: () => void;
  /** `made` = a board that is new. */
  readonly done: (words: string, made?: string) => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [name, setName] = useState(kind === 'copy' ? `${board.name} (copy)`.slice(0, 80) : board.name);
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string | null }>({ busy: false, error: null });
  const asksName = kind === 'rename' || kind === 'copy';
  const tidy = name.trim();

  const run = async (): Promise<readonly [string, string?]> => {
    if (kind === 'copy') return ['', (await makeBoard(api, site, { copyOf: board.id, name: tidy })).id];
    if (kind === 'delete') {
      await deleteBoard(api, site, board);
      return [`“${board.name}” is deleted.`];
    }
    const { content, version, shared } = await fetchBoard(api, site, board.id);
    if (kind === 'rename') {
      await saveBoard(api, site, board.id, version, { content: { ...content, name: tidy }, shared });
      return [`“${board.name}” is now called “${tidy}”.`];
    }
    await saveBoard(api, site, board.id, version, { content, shared: !board.shared });
    return [board.shared ? `“${board.name}” is yours alone again.` : `“${board.name}” is shared.`];
  };
  const submit = async (): Promise<void> => {
    if (state.busy || (asksName && tidy === '')) return;
    setState({ busy: true, error: null });
    try {
      const [words, made] = await run();
      await queries.invalidateQueries({ queryKey: boardsKey(site) });
      done(words, made);
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Dialog title={`${kind === 'share' && board.shared ? 'Share no more' : titles[kind]}: ${board.name}`} close={close}>
      <form
        className="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {asksName ? (
          <Field label="Name" fault={tidy === '' ? 'Give it a name.' : undefined}>
            {(ids) => <input {...ids} type="text" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
        ) : null}
        {kind === 'share' ? (
          <p>
            {board.shared
              ? 'Others of the site will not see it any more.'
              : `Everybody of the site with the right to ${board.kind === 'wallboard' ? 'wallboards' : 'dashboards'} will see it; people who may share boards can change it.`}
          </p>
        ) : null}
        {kind === 'delete' ? (
          <p>{board.shared ? 'It is gone for everybody of the site' : 'It is gone'}, with all its views. This cannot be undone.</p>
        ) : null}
        {kind === 'delete' || (kind === 'share' && board.shared) ? <Screens site={site} board={board.id} /> : null}
        {state.error === null ? null : (
          <p role="alert" className="banner bad">
            {state.error}
          </p>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button primary" aria-disabled={state.busy}>
            {state.busy ? 'Working…' : kind === 'share' && board.shared ? 'Share no more' : titles[kind]}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
