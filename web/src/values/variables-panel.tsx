import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Dialog } from '../site/dialog.tsx';
import { Field } from '../site/field.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import type { Variable } from './core/types.ts';
import { deleteVariable, saveVariable, valueUsesQuery, variablesQuery } from './values-api.ts';
import { VariableRow } from './variable-row.tsx';

const AddDialog = ({
  site,
  added,
  close,
}: {
  readonly site: string;
  readonly added: (name: string) => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const blocked = name.trim() === '' || value.trim() === '';
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (blocked) return setError('Give it a name and a value.');
    setBusy(true);
    try {
      await saveVariable(api, site, null, { name: name.trim(), value });
      await queries.invalidateQueries({ queryKey: variablesQuery(api, site).queryKey });
      close();
      added(name.trim());
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      setBusy(false);
    }
  };
  return (
    <Dialog title="New global variable" close={close}>
      <form className="dialog-body" onSubmit={(event) => void save(event)}>
        <Field label="Name" help="Under this name it is offered when a tile is made.">
          {(ids) => <input {...ids} type="text" value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label="Value" help="A number or a text; a board shows it exactly so.">
          {(ids) => <input {...ids} type="text" value={value} maxLength={500} onChange={(event) => setValue(event.target.value)} />}
        </Field>
        <DialogFoot error={error} close={close} busy={busy}>
          {busy ? 'Saving…' : 'Add'}
        </DialogFoot>
      </form>
    </Dialog>
  );
};

/** What people enter by hand and boards show at once (L3046). */
export const VariablesPanel = ({
  site,
  mayWrite,
  tell,
}: {
  readonly site: Site;
  readonly mayWrite: boolean;
  readonly tell: (words: string) => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: variables, error, refetch } = useQuery(variablesQuery(api, site.site));
  const { data: uses } = useQuery(valueUsesQuery(api, site.site));
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Variable | null>(null);
  const usesOne = (variable: Variable) => (uses === undefined ? undefined : (uses.get(`variable:${variable.id}`) ?? []));
  return (
    <section className="panel" aria-label="Global variables">
      <div className="value-head">
        <h2>Global variables</h2>
        {mayWrite ? (
          <button type="button" className="button primary" onClick={() => setAdding(true)}>
            New variable
          </button>
        ) : null}
      </div>
      {variables === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : variables === undefined ? (
        <Loading what="the variables" />
      ) : variables.length === 0 ? (
        <Notice title="No variable yet">
          A variable is a number or text that somebody enters by hand, such as the target of the day, and that any tile can show.
        </Notice>
      ) : (
        <TableWrap label="Global variables">
          <table className="table site-table" aria-label="Global variables">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Value</th>
                <th scope="col" className="col-1">
                  Shown on
                </th>
                <th scope="col" className="col-2">
                  Entered
                </th>
                <td className="w-menu" />
              </tr>
            </thead>
            <tbody>
              {variables.map((variable) => (
                <VariableRow
                  key={variable.id}
                  site={site}
                  variable={variable}
                  uses={usesOne(variable)}
                  mayWrite={mayWrite}
                  tell={tell}
                  remove={() => setLeaving(variable)}
                />
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
      {adding ? <AddDialog site={site.site} added={(name) => tell(`${name} is added.`)} close={() => setAdding(false)} /> : null}
      {leaving === null ? null : (
        <ConfirmDialog
          title={`Delete ${leaving.name}?`}
          button="Delete"
          act={async () => {
            await deleteVariable(api, site.site, leaving.id);
            await queries.invalidateQueries({ queryKey: variablesQuery(api, site.site).queryKey });
            tell(`${leaving.name} is deleted.`);
          }}
          close={() => setLeaving(null)}
        >
          <p>
            {(usesOne(leaving) ?? []).length === 0
              ? 'No board that you see shows it.'
              : `Tiles that show it will say that it is gone, on: ${(usesOne(leaving) ?? []).map(({ name }) => name).join(', ')}.`}
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
};
