import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useServices } from '../app/services.ts';
import { type Account, accountsKey, limitAccount } from './accounts-api.ts';
import { unitChoices } from './core/unit-tree.ts';
import { Dialog } from './dialog.tsx';
import { usePart } from './part.ts';

/** All calls of the site, or those of some business units: chosen unit by unit; what lies below one comes with it. */
export const LimitDialog = ({ account, close }: { readonly account: Account; readonly close: () => void }) => {
  const { api } = useServices();
  const { site, config, tell } = usePart();
  const queries = useQueryClient();
  const name = useId();
  const [limited, setLimited] = useState(account.units !== null);
  const [units, setUnits] = useState<readonly string[]>(account.units ?? []);
  const choices = unitChoices(config);
  const elsewhere = units.filter((unit) => !choices.some(({ id }) => id === unit));
  const saving = useMutation({
    mutationFn: () => limitAccount(api, site.site, account.account, limited ? units : null),
    onSettled: () => queries.invalidateQueries({ queryKey: accountsKey(site.site) }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['audit', site.site] });
      tell(`Saved. ${account.name} sees it so within half a minute.`);
      close();
    },
  });
  return (
    <Dialog title={`What ${account.name} may see`} close={close}>
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving.isPending) saving.mutate();
        }}
      >
        <fieldset className="field">
          <legend>Calls, segments, status and reports</legend>
          <label className="check-line">
            <input type="radio" name={name} checked={!limited} onChange={() => setLimited(false)} /> Of the whole site
          </label>
          <label className="check-line">
            <input type="radio" name={name} checked={limited} onChange={() => setLimited(true)} /> Only of these business units
          </label>
        </fieldset>
        {limited ? (
          <fieldset className="field limit-units">
            <legend>Business units, each with all below it</legend>
            {choices.length === 0 ? <p className="muted">The site has no business unit yet.</p> : null}
            {choices.map(({ id, label }) => (
              <label key={id} className="check-line">
                <input
                  type="checkbox"
                  checked={units.includes(id)}
                  onChange={(event) => setUnits(event.target.checked ? [...units, id] : units.filter((unit) => unit !== id))}
                />{' '}
                {label}
              </label>
            ))}
            {elsewhere.length === 0 ? null : (
              <p className="field-help">
                Also {elsewhere.join(', ')}, which this site does not have: units of other sites stay as they are.
              </p>
            )}
            <p className="field-help">
              {units.length === 0
                ? 'Nothing is chosen: no call would be seen.'
                : 'A call is seen when any phone, agent, user or hunt group of these units was part of it; numbers and names of others are blank.'}{' '}
              Boards and the live page show the whole site, without numbers of callers.
            </p>
          </fieldset>
        ) : null}
        {saving.error === null ? null : (
          <p role="alert" className="banner bad">
            Not saved. {saving.error.message}
          </p>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button primary" aria-disabled={saving.isPending}>
            {saving.isPending ? 'Saving…' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
