import { useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { runQuery } from './schedules-api.ts';

/** All that the figures of a run depend on, as it was kept. */
export const RunInputs = ({ site, run }: { readonly site: string; readonly run: string }) => {
  const { api } = useServices();
  const { data, error } = useQuery(runQuery(api, site, run));
  if (error !== null) return <p className="field-fault">{error.message}</p>;
  if (data === undefined) return <p className="muted">Loading what it was made from…</p>;
  return data.inputs === null ? (
    <p className="muted">What it was made from cannot be shown: it has not begun, is gone, or was made with wider rights than yours.</p>
  ) : (
    <textarea
      className="run-inputs"
      readOnly
      rows={16}
      aria-label="What the run was made from"
      value={JSON.stringify(data.inputs, null, 2)}
    />
  );
};
