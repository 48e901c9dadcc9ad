import { useQuery } from '@tanstack/react-query';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Failure, Loading } from '../ui/notice.tsx';
import { RunRow } from './run-row.tsx';
import { runQuery } from './schedules-api.ts';

/** The run that the address names, as the link of a mail about it does; all of it in sight. */
export const AskedRun = ({ site, run }: { readonly site: Site; readonly run: string }) => {
  const { api } = useServices();
  const { data, error, refetch } = useQuery(runQuery(api, site.site, run));
  return (
    <section className="panel" aria-label="The run you were told of">
      <div className="schedule-panel-head">
        <h2>The run you were told of</h2>
      </div>
      {data !== undefined ? (
        <ul className="runs">
          <RunRow site={site} run={data} named opened />
        </ul>
      ) : error === null ? (
        <Loading what="the run" />
      ) : (
        <Failure error={error} retry={() => void refetch()} />
      )}
    </section>
  );
};
