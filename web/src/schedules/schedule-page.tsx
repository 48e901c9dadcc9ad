import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../api/client.ts';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { formatDayMinute } from '../time/core/format.ts';
import { toLocalText } from '../time/core/zone.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { Told } from '../ui/told.tsx';
import { recurrenceWords } from './core/recurrence-words.ts';
import { ownerWords, reachWords } from './core/rights-words.ts';
import { draftOf, newDraft } from './core/schedule-draft.ts';
import type { Schedule } from './core/types.ts';
import { DeleteScheduleDialog } from './delete-schedule-dialog.tsx';
import { RunList } from './run-list.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import { ScheduleSummary } from './schedule-summary.tsx';
import { saveSchedule, scheduleQuery, schedulesKey } from './schedules-api.ts';
import { useRunNow } from './use-run-now.tsx';
import { useScheduleActs } from './use-schedule-acts.ts';
import '../site/site.css';
import './schedules.css';

const dayMs = 86_400_000;

const NewSchedule = ({ site }: { readonly site: Site }) => {
  const { api, clock } = useServices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [first] = useState(() => newDraft(toLocalText(site.timeZone, clock.now() + dayMs).slice(0, 10)));
  return (
    <ScheduleForm
      site={site}
      schedule={null}
      first={first}
      button="Make the schedule"
      save={async (content) => {
        const made = await saveSchedule(api, site.site, content, null);
        await queries.invalidateQueries({ queryKey: schedulesKey(site.site) });
        await navigate({ to: '/sites/$site/schedules/$schedule', params: { site: site.site, schedule: made.id } });
        return made;
      }}
      cancel={() => void navigate({ to: '/sites/$site/schedules', params: { site: site.site } })}
    />
  );
};

const Standing = ({ site, schedule }: { readonly site: Site; readonly schedule: Schedule }) => (
  <>
    <p>
      Runs {recurrenceWords(schedule.timing)}
      {schedule.timing.timeZone === null ? '' : ` by the clock of ${schedule.timing.timeZone}`}.{' '}
      {!schedule.enabled
        ? 'It is switched off.'
        : schedule.nextAt === null
          ? 'It is over: there is no run after its end.'
          : `Next on ${formatDayMinute(site.timeZone, schedule.nextAt)}.`}
    </p>
    <p className="muted">
      Runs with the rights of {schedule.mine ? `yourself: ${reachWords(schedule.rights.limit)}` : ownerWords(schedule)}. Saved last on{' '}
      {formatDayMinute(site.timeZone, schedule.updatedAt)}.
    </p>
    {schedule.faults.length === 0 ? null : (
      <div className="banner warn">
        <p>
          <Icon name="warning" /> It cannot run as it is:
        </p>
        <ul className="change-list">
          {schedule.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </div>
    )}
  </>
);

const OneSchedule = ({ site, me, id }: { readonly site: Site; readonly me: Me; readonly id: string }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const {
    data: schedule,
    error,
    refetch,
  } = useQuery({ ...scheduleQuery(api, site.site, id), refetchOnWindowFocus: false, refetchInterval: 60_000 });
  const [told, tell] = useState('');
  const [editing, setEditing] = useState<Schedule | null>(null);
  const [leaving, setLeaving] = useState(false);
  const acts = useScheduleActs(site.site, tell);
  const runNow = useRunNow(site.site, acts.runNow);
  const toList = (): void => void navigate({ to: '/sites/$site/schedules', params: { site: site.site } });
  if (schedule === undefined && error instanceof ApiError && error.status === 404)
    return (
      <>
        <div className="panel">
          <Notice title="There is no such schedule">It may have been deleted; what it ran is still here.</Notice>
        </div>
        <RunList site={site} schedule={id} title="Runs" />
      </>
    );
  if (schedule === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (schedule === undefined) return <Loading what="the schedule" />;
  const mayWrite = may(me, 'schedules.write') && schedule.mayEdit;
  if (editing !== null)
    return (
      <ScheduleForm
        key={editing.version}
        site={site}
        schedule={editing}
        first={draftOf(editing, site.timeZone)}
        button="Save"
        save={async (content, rights) => {
          const saved = await saveSchedule(api, site.site, content, editing, rights);
          queries.setQueryData(scheduleQuery(api, site.site, id).queryKey, saved);
          await queries.invalidateQueries({ queryKey: schedulesKey(site.site) });
          setEditing(null);
          tell(`${saved.name} is saved.`);
          return saved;
        }}
        cancel={() => setEditing(null)}
      />
    );
  return (
    <div className="schedule-stack">
      <Told>{told}</Told>
      <section className="panel site-card" aria-label={schedule.name}>
        <h2>{schedule.name}</h2>
        {schedule.description === '' ? null : <p>{schedule.description}</p>}
        <Standing site={site} schedule={schedule} />
        {mayWrite ? (
          <div className="schedule-acts">
            <button type="button" className="button primary" aria-disabled={acts.busy !== null} onClick={() => runNow.ask(schedule)}>
              Run now
            </button>
            <button type="button" className="button" onClick={() => setEditing(schedule)}>
              Change
            </button>
            <button
              type="button"
              className="button"
              aria-disabled={acts.busy !== null}
              onClick={() => void acts.switchTo(schedule, !schedule.enabled)}
            >
              {schedule.enabled ? 'Switch off' : 'Switch on'}
            </button>
            <button type="button" className="button" onClick={() => setLeaving(true)}>
              Delete…
            </button>
          </div>
        ) : null}
        <ScheduleSummary site={site} schedule={schedule} />
      </section>
      <RunList site={site} schedule={id} title="Runs" />
      {runNow.dialog}
      {leaving ? <DeleteScheduleDialog site={site.site} schedule={schedule} deleted={toList} close={() => setLeaving(false)} /> : null}
    </div>
  );
};

/** One schedule with its history, or a new one. */
export const SchedulePage = ({ site, schedule }: { readonly site: Site /** Null = a new one. */; readonly schedule: string | null }) => (
  <ReportsSection site={site} here="schedules" title={schedule === null ? 'New schedule' : 'Schedule'}>
    {(me) => (
      <>
        <p className="site-back">
          <Link to="/sites/$site/schedules" params={{ site: site.site }}>
            All schedules
          </Link>
        </p>
        {schedule !== null ? (
          <OneSchedule site={site} me={me} id={schedule} />
        ) : may(me, 'schedules.write') ? (
          <NewSchedule site={site} />
        ) : (
          <Notice icon="warning" title="Your role may look at schedules, not make them" />
        )}
      </>
    )}
  </ReportsSection>
);
