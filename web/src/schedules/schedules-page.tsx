import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { readableOf, unreadableOf } from '../api/unreadable.ts';
import { useServices } from '../app/services.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { formatDayMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { RowMenu } from '../ui/row-menu.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Told } from '../ui/told.tsx';
import { UnreadableList } from '../ui/unreadable-list.tsx';
import { AskedRun } from './asked-run.tsx';
import { recurrenceWords } from './core/recurrence-words.ts';
import { reachWords } from './core/rights-words.ts';
import type { Schedule } from './core/types.ts';
import { DeleteScheduleDialog } from './delete-schedule-dialog.tsx';
import { RunList } from './run-list.tsx';
import { RunStateWords } from './run-state.tsx';
import { deleteUnreadableSchedule, schedulesKey, schedulesQuery } from './schedules-api.ts';
import { StoppedAddresses } from './stopped-addresses.tsx';
import { useRunNow } from './use-run-now.tsx';
import { useScheduleActs } from './use-schedule-acts.ts';
import '../site/site.css';
import './schedules.css';

type Act = 'run' | 'on' | 'off' | 'delete';

const ScheduleRow = ({
  site,
  schedule,
  choose,
}: {
  readonly site: Site;
  readonly schedule: Schedule;
  readonly choose: (act: Act) => void;
}) => {
  const { id, name, timing, enabled, nextAt, lastRun, owner, rights, faults, mayEdit } = schedule;
  const words = recurrenceWords(timing);
  const offered: readonly (readonly [Act, string])[] = [
    ['run', 'Run now'],
    enabled ? ['off', 'Switch off'] : ['on', 'Switch on'],
    ['delete', 'Delete…'],
  ];
  return (
    <tr>
      <th scope="row">
        <Link to="/sites/$site/schedules/$schedule" params={{ site: site.site, schedule: id }} className="strong">
          {name}
        </Link>
        <span className="schedule-words-line">
          {words}
          {timing.timeZone === null ? '' : `, ${timing.timeZone}`}
        </span>
        {faults.map((fault) => (
          <span key={fault} className="schedule-fault tone-bad">
            <Icon name="warning" /> {fault}
          </span>
        ))}
      </th>
      <td className="num">
        {enabled ? nextAt === null ? 'over' : formatDayMinute(site.timeZone, nextAt) : <span className="badge">off</span>}
      </td>
      <td>
        {lastRun === null ? (
          <span className="muted">never</span>
        ) : (
          <>
            <RunStateWords state={lastRun.state} /> <span className="muted num">{formatDayMinute(site.timeZone, lastRun.dueAt)}</span>
            {lastRun.reason === null ? null : <span className="schedule-words-line">{lastRun.reason}</span>}
          </>
        )}
      </td>
      <td className="col-2">
        {owner.name}
        <span className="schedule-words-line">{rights.fault === null ? reachWords(rights.limit) : 'cannot run any more'}</span>
      </td>
      <td className="row-actions">{mayEdit ? <RowMenu name={name} offered={offered} choose={choose} /> : null}</td>
    </tr>
  );
};

const ScheduleLists = ({ site, me, run }: { readonly site: Site; readonly me: Me; readonly run: string | null }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: schedules, error, refetch } = useQuery(schedulesQuery(api, site.site));
  const readable = readableOf<Schedule>(schedules ?? []);
  const [told, tell] = useState('');
  const [leaving, setLeaving] = useState<Schedule | null>(null);
  const acts = useScheduleActs(site.site, tell);
  const runNow = useRunNow(site.site, acts.runNow);
  const mayWrite = may(me, 'schedules.write');
  const choose = (schedule: Schedule, act: Act): void => {
    if (act === 'run') runNow.ask(schedule);
    else if (act === 'delete') setLeaving(schedule);
    else void acts.switchTo(schedule, act === 'on');
  };
  return (
    <div className="schedule-stack">
      <Told>{told}</Told>
      {run === null ? null : <AskedRun key={run} site={site} run={run} />}
      {schedules === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : schedules === undefined ? (
        <Loading what="the schedules" />
      ) : schedules.length === 0 ? (
        <div className="panel">
          <Notice title="No schedule yet">
            A schedule runs shared reports by itself and sends them by mail or into a bucket, every fifteen minutes or once a month.
          </Notice>
        </div>
      ) : readable.length === 0 ? null : (
        <section className="panel" aria-label="Schedules">
          <TableWrap label="Schedules">
            <table className="table site-table" aria-label="Schedules">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Next run</th>
                  <th scope="col">Last run</th>
                  <th scope="col" className="col-2">
                    Rights of
                  </th>
                  <td className="w-menu" />
                </tr>
              </thead>
              <tbody>
                {readable.map((schedule) => (
                  <ScheduleRow key={schedule.id} site={site} schedule={schedule} choose={(act) => choose(schedule, act)} />
                ))}
              </tbody>
            </table>
          </TableWrap>
        </section>
      )}
      <UnreadableList
        what="schedule"
        items={unreadableOf(schedules ?? [])}
        remove={async (id) => {
          await deleteUnreadableSchedule(api, site.site, id);
          await queries.invalidateQueries({ queryKey: schedulesKey(site.site) });
        }}
      />
      <StoppedAddresses site={site} mayWrite={mayWrite} tell={tell} />
      <RunList site={site} schedule={null} title="Runs of all schedules" />
      {runNow.dialog}
      {leaving === null ? null : (
        <DeleteScheduleDialog
          site={site.site}
          schedule={leaving}
          deleted={() => tell(`${leaving.name} is deleted.`)}
          close={() => setLeaving(null)}
        />
      )}
    </div>
  );
};

/** Reports that run by themselves, what came of them, and addresses nothing is sent to (L4590-4620). */
export const SchedulesPage = ({ site, run }: { readonly site: Site; readonly run: string | null }) => (
  <ReportsSection site={site} here="schedules" title="Schedules">
    {(me) => (
      <>
        {may(me, 'schedules.write') ? (
          <div className="list-tools">
            <span className="header-space" />
            <Link to="/sites/$site/schedules/new" params={{ site: site.site }} className="button primary">
              New schedule
            </Link>
          </div>
        ) : null}
        <ScheduleLists site={site} me={me} run={run} />
      </>
    )}
  </ReportsSection>
);
