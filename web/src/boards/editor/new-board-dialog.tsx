import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BoardKind } from '../../../../functions/domain/board.ts';
import { useServices } from '../../app/services.ts';
import { Dialog } from '../../site/dialog.tsx';
import { Field } from '../../site/field.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { type BoardItem, boardsKey, makeBoard } from './board-api.ts';
import { emptyBoard } from './core/empty-board.ts';

const kindWords: Readonly<Record<BoardKind, readonly [name: string, sentence: string]>> = {
  wallboard: ['Wallboard', 'One view for a wall: large figures that nobody has to press. Licence class Wallboard.'],
  dashboard: ['Dashboard', 'Several views for a desk, with grids of agents, calls, extensions and trunks. Licence class Dashboard.'],
};

/** A board to begin with: empty, the standard one, or a copy of another of its kind. */
export const NewBoardDialog = ({
  site,
  boards,
  kinds,
  close,
  made,
}: {
  readonly site: string;
  readonly boards: readonly BoardItem[];
  /** Those the person may use; one at least. */
  readonly kinds: readonly BoardKind[];
  readonly close: () => void;
  readonly made: (board: string) => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [kind, setKind] = useState<BoardKind>(kinds[0] ?? 'dashboard');
  const [name, setName] = useState('');
  const [from, setFrom] = useState('');
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string | null }>({ busy: false, error: null });
  const [missing, setMissing] = useState(false);
  const sources = boards.filter((board) => board.kind === kind);
  const standard = sources.find(({ builtIn }) => builtIn);

  const make = async (): Promise<void> => {
    const tidy = name.trim();
    setMissing(tidy === '');
    if (tidy === '' || state.busy) return;
    setState({ busy: true, error: null });
    try {
      const board = await makeBoard(api, site, from === '' ? { content: emptyBoard(kind, tidy) } : { copyOf: from, name: tidy });
      await queries.invalidateQueries({ queryKey: boardsKey(site) });
      made(board.id);
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Dialog title="New board" close={close}>
      <form
        className="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field label="Name" fault={missing ? 'Give it a name.' : undefined}>
          {(ids) => <input {...ids} type="text" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <fieldset className="field choice">
          <legend>Kind</legend>
          {kinds.map((each) => (
            <label key={each} className="check-line">
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => {
                  setKind(each);
                  setFrom('');
                }}
              />
              {kindWords[each][0]}
            </label>
          ))}
          <p className="field-help">{kindWords[kind][1]}</p>
        </fieldset>
        <ChoiceField
          label="Begins as"
          value={from}
          choices={[
            ['', 'Empty'],
            ...(standard === undefined ? [] : [[standard.id, `The standard ${kind}`] as const]),
            ...sources.filter(({ builtIn }) => !builtIn).map((board) => [board.id, `A copy of ${board.name}`] as const),
          ]}
          change={setFrom}
        />
        {state.error === null ? null : (
          <p role="alert" className="banner bad">
            {state.error}
          </p>
        )}
        <div className="dialog-foot">
          <button type="submit" className="button primary" aria-disabled={state.busy}>
            {state.busy ? 'Making it…' : 'Make it'}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
