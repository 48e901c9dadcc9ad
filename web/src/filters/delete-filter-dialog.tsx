import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { Dialog } from '../site/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Icon } from '../ui/icons.tsx';
import type { SavedFilter } from './core/types.ts';
import { usedWords } from './core/used-words.ts';
import { deleteFilter, filtersKey } from './filters-api.ts';

/** Deletes a filter, told before what shows nothing without it. */
export const DeleteFilterDialog = ({
  site,
  filter,
  deleted,
  close,
}: {
  readonly site: string;
  readonly filter: SavedFilter;
  readonly deleted: () => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  // Known before, or told by the refusal: boards and reports of other people may use it, too.
  const [force, setForce] = useState(filter.usedBy.length > 0);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await deleteFilter(api, site, filter, force);
      await queries.invalidateQueries({ queryKey: filtersKey(site) });
      close();
      deleted();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      if (reason instanceof ApiError && reason.status === 409) setForce(true);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Delete ${filter.name}?`} close={close}>
      <div className="dialog-body">
        {filter.usedBy.length === 0 ? (
          <p>No board, report or schedule that you see uses it.</p>
        ) : (
          <div className="banner warn">
            <p>
              <Icon name="warning" /> {usedWords(filter)} {filter.usedBy.length === 1 ? 'uses' : 'use'} it. What was filtered by it says so
              and shows nothing until somebody chooses another filter.
            </p>
            <ul className="change-list">
              {filter.usedBy.map(({ kind, id, name }) => (
                <li key={`${kind} ${id}`}>
                  {name} <span className="muted">{kind}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <DialogFoot error={error} close={close} busy={busy} act={() => void remove()}>
          {force ? 'Delete all the same' : 'Delete'}
        </DialogFoot>
      </div>
    </Dialog>
  );
};
