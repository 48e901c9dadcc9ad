import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { againWords, durationWords, isUnderWay, reportsWords, stateWords, triggerWords } from './core/run-words.ts';
import type { ScheduleRun } from './core/types.ts';
import { RunDetails } from './run-details.tsx';
import { RunStateWords } from './run-state.tsx';

/** One run of the history; its details open below it. */
export const RunRow = ({
  site,
  run,
  named,
  opened = false,
}: {
  readonly site: Site;
  readonly run: ScheduleRun;
  readonly named: boolean;
  readonly opened?: boolean;
}) => {
  const [open, setOpen] = useState(opened);
  const zone = site.timeZone;
  const when = formatDayMinute(zone, run.dueAt);
  return (
    <li className="run">
      <div className="run-head">
        <button
          type="button"
          className="panel-fold"
          aria-expanded={open}
          aria-label={`${run.scheduleName}, ${when}: ${stateWords[run.state]}`}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron" />
          <span className="num">{when}</span>
        </button>
        {named ? <span className="strong">{run.scheduleName}</span> : null}
        <RunStateWords state={run.state} />
        <span className="muted">{triggerWords[run.trigger]}</span>
        <span className="muted">{isUnderWay(run) && run.rerunOf !== null && !run.hidden ? againWords(run) : reportsWords(run)}</span>
        {run.comparison === null ? null : (
          <span className={`state ${run.comparison.equal ? 'tone-good' : 'tone-bad'}`}>
            <Icon name={run.comparison.equal ? 'answered' : 'warning'} /> {run.comparison.equal ? 'equal' : 'not equal'}
          </span>
        )}
        {run.durationMs === null ? null : <span className="muted">took {durationWords(run)}</span>}
        {run.missing.length === 0 ? null : <span className="badge warn">data missing</span>}
      </div>
      {run.reason === null ? null : <p className={run.state === 'failed' ? 'tone-bad' : 'muted'}>{run.reason}</p>}
      {open ? <RunDetails site={site} run={run} /> : null}
    </li>
  );
};
