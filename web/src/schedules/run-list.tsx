import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { RunRow } from './run-row.tsx';
import { runsQuery } from './schedules-api.ts';

const step = 20;
const most = 200;

/** Runs of one schedule, or of all: newest first, as far as three months back. */
export const RunList = ({ site, schedule, title }: { readonly site: Site; readonly schedule: string | null; readonly title: string }) => {
  const { api } = useServices();
  const [limit, setLimit] = useState(step);
  const { data, error, refetch } = useQuery({ ...runsQuery(api, site.site, schedule, limit), placeholderData: (before) => before });
  return (
    <section className="panel" aria-label={title}>
      <div className="schedule-panel-head">
        <h2>{title}</h2>
      </div>
      {data === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading what="the history" />
      ) : data.items.length === 0 ? (
        <Notice title="No run yet" />
      ) : (
        <ul className="runs">
          {data.items.map((run) =>
            'unreadable' in run ? (
              <li key={run.id} className="run">
                <span className="num">{formatDayMinute(site.timeZone, run.dueAt)}</span> <span className="strong">{run.scheduleName}</span>
                <p className="tone-bad">
                  <Icon name="warning" /> This run cannot be shown. {run.unreadable}
                </p>
              </li>
            ) : (
              <RunRow key={run.id} site={site} run={run} named={schedule === null} />
            ),
          )}
        </ul>
      )}
      {data !== undefined && data.cursor !== null && limit < most ? (
        <div className="schedule-panel-head">
          <button type="button" className="button" onClick={() => setLimit(Math.min(most, limit * 2))}>
            Older runs
          </button>
        </div>
      ) : null}
    </section>
  );
};
