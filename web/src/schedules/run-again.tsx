import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { Icon } from '../ui/icons.tsx';
import { againWords, isUnderWay } from './core/run-words.ts';
import type { ScheduleRun } from './core/types.ts';
import { RunComparisonWords } from './run-comparison.tsx';
import { rerun, runQuery, schedulesKey } from './schedules-api.ts';

/** How far a run is that was asked for here, then what came of it. */
const Outcome = ({ site, run }: { readonly site: string; readonly run: ScheduleRun }) => (
  <>
    <p role="status">
      {isUnderWay(run) ? (
        <span className="tone-busy">
          <Icon name="inProgress" /> {againWords(run)}
        </span>
      ) : run.state === 'failed' ? (
        <span className="tone-bad">
          <Icon name="failed" /> It could not be made again. {run.reason}
        </span>
      ) : (
        <>
          Made again:{' '}
          <Link to="/sites/$site/schedules" params={{ site }} search={{ run: run.id }}>
            the run with its files
          </Link>
        </>
      )}
    </p>
    {run.comparison === null ? null : <RunComparisonWords comparison={run.comparison} />}
  </>
);

/** Makes the files of a run again, from what was kept of it, as a run of its own. */
export const RunAgain = ({ site, run }: { readonly site: string; readonly run: ScheduleRun }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const [asked, setAsked] = useState<ScheduleRun | null>(null);
  const { data: now = asked } = useQuery({ ...runQuery(api, site, asked?.id ?? ''), enabled: asked !== null });
  const goes = busy || (now !== null && isUnderWay(now));
  const go = async (): Promise<void> => {
    if (goes) return;
    setBusy(true);
    setFault('');
    try {
      setAsked(await rerun(api, site, run.id, crypto.randomUUID()));
    } catch (reason) {
      setFault(`It could not be made again: ${reason instanceof Error ? reason.message : String(reason)}`);
    } finally {
      await queries.invalidateQueries({ queryKey: [...schedulesKey(site), 'runs'] });
      setBusy(false);
    }
  };
  return (
    <div className="run-again">
      <button type="button" className="button small" aria-disabled={goes} onClick={() => void go()}>
        {goes ? 'Running again…' : 'Run again from the same inputs'}
      </button>
      <p role="alert" className="tone-bad">
        {fault}
      </p>
      {now === null ? null : <Outcome site={site} run={now} />}
    </div>
  );
};
