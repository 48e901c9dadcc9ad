import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { Dialog } from '../site/dialog.tsx';
import { Field } from '../site/field.tsx';
import { plural } from '../time/core/format.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Icon } from '../ui/icons.tsx';
import { CategoryField } from './category-field.tsx';
import type { FullReport, ReportItem } from './core/types.ts';
import { deleteReport, makeReport, reportsKey, reportUsesQuery } from './reports-api.ts';

const wordsOf = (error: unknown): string => {
  const faults = error instanceof ApiError ? error.faults.map(({ detail }) => detail) : [];
  return faults.length > 0 ? faults.join(' ') : error instanceof Error ? error.message : String(error);
};

/** A copy under another name, for oneself or for everybody (L4478, L4537): the original stays as it is. */
export const CopyReportDialog = ({
  site,
  report,
  share,
  categories,
  made,
  close,
}: {
  readonly site: string;
  readonly report: ReportItem;
  readonly share: boolean;
  readonly categories: readonly string[];
  readonly made: (report: FullReport) => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [name, setName] = useState(share ? report.name : `${report.name} (copy)`.slice(0, 80));
  const [category, setCategory] = useState(report.category);
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string }>({ busy: false, error: '' });
  const [tidyName, tidyCategory] = [name.trim(), category.trim()];
  const submit = async (): Promise<void> => {
    setTried(true);
    if (state.busy || tidyName === '' || tidyCategory === '') return;
    setState({ busy: true, error: '' });
    try {
      const copy = await makeReport(api, site, { copyOf: report.id, name: tidyName, category: tidyCategory, shared: share });
      await queries.invalidateQueries({ queryKey: reportsKey(site) });
      made(copy);
    } catch (error) {
      setState({ busy: false, error: wordsOf(error) });
    }
  };
  return (
    <Dialog title={`${share ? 'Share' : 'Clone'}: ${report.name}`} close={close}>
      <form
        className="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>
          {share
            ? 'Everybody at this site with reports will see and run a copy of it, and schedules can send it. Your own stays as it is.'
            : 'The copy is yours alone.'}
        </p>
        <Field label="New name" fault={tried && tidyName === '' ? 'Give it a name.' : undefined}>
          {(ids) => <input {...ids} type="text" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <CategoryField
          value={category}
          categories={categories}
          fault={tried && tidyCategory === '' ? 'Choose a category, or write a new one.' : undefined}
          change={setCategory}
        />
        <DialogFoot error={state.error} close={close} busy={state.busy}>
          {state.busy ? 'Copying…' : share ? 'Share report' : 'Copy report'}
        </DialogFoot>
      </form>
    </Dialog>
  );
};

/** Deletes after saying which schedules run it: they go on without it. */
export const DeleteReportDialog = ({
  site,
  report,
  deleted,
  close,
}: {
  readonly site: string;
  readonly report: ReportItem;
  readonly deleted: () => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: uses, error: unknown } = useQuery({ ...reportUsesQuery(api, site, report.id), enabled: report.shared });
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string }>({ busy: false, error: '' });
  // Known before, or told by the refusal: a schedule may have taken it up meanwhile.
  const [refused, setRefused] = useState(false);
  const force = refused || (uses?.length ?? 0) > 0;
  const remove = async (): Promise<void> => {
    setState({ busy: true, error: '' });
    try {
      await deleteReport(api, site, report, force);
      await queries.invalidateQueries({ queryKey: reportsKey(site) });
      deleted();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) setRefused(true);
      setState({ busy: false, error: wordsOf(error) });
    }
  };
  return (
    <Dialog title={`Delete ${report.name}?`} close={close}>
      <div className="dialog-body">
        <p>{report.shared ? 'It is gone for everybody at this site.' : 'It is gone.'} This cannot be undone.</p>
        {!report.shared ? (
          <p className="muted">It is yours alone: no schedule runs it.</p>
        ) : unknown !== null ? (
          <p className="banner warn">
            <Icon name="warning" /> Whether schedules run it cannot be told now: {unknown.message}
          </p>
        ) : uses === undefined ? (
          <p role="status" className="muted">
            Looking which schedules run it…
          </p>
        ) : uses.length === 0 ? (
          <p role="status">No schedule runs it.</p>
        ) : (
          <div role="status" className="banner warn">
            <p>
              <Icon name="warning" /> {plural(uses.length, 'schedule')} {uses.length === 1 ? 'runs' : 'run'} it and will go on without it:
            </p>
            <ul className="change-list">
              {uses.map(({ schedule, name }) => (
                <li key={schedule}>{name}</li>
              ))}
            </ul>
          </div>
        )}
        <DialogFoot error={state.error} close={close} busy={state.busy} act={() => void remove()}>
          {force ? 'Delete all the same' : 'Delete'}
        </DialogFoot>
      </div>
    </Dialog>
  );
};
