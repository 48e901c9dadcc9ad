import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDayMinute, plural } from '../time/core/format.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import {
  againWords,
  deliveryWords,
  durationWords,
  formatBytes,
  isUnderWay,
  reportsWords,
  stateWords,
  triggerWords,
} from './core/run-words.ts';
import type { RunState, ScheduleRun } from './core/types.ts';
import { RunAgain } from './run-again.tsx';
import { RunComparisonWords } from './run-comparison.tsx';
import { fetchRunFile, runQuery } from './schedules-api.ts';

const looks: Readonly<Record<RunState, readonly [icon: IconName, tone: string]>> = {
  waiting: ['queued', 'tone-quiet'],
  running: ['inProgress', 'tone-busy'],
  delivered: ['answered', 'tone-good'],
  done: ['answered', 'tone-good'],
  failed: ['failed', 'tone-bad'],
};

export const RunStateWords = ({ state }: { readonly state: RunState }) => {
  const [icon, tone] = looks[state];
  return (
    <span className={`state ${tone}`}>
      <Icon name={icon} /> {stateWords[state]}
    </span>
  );
};

const FileLink = ({
  site,
  run,
  index,
  name,
  bytes,
}: {
  readonly site: string;
  readonly run: string;
  readonly index: number;
  readonly name: string;
  readonly bytes: number;
}) => {
  const { api } = useServices();
  const [error, setError] = useState('');
  const open = async (): Promise<void> => {
    setError('');
    try {
      const link = document.createElement('a');
      link.href = await fetchRunFile(api, site, run, index);
      link.download = name;
      link.rel = 'noreferrer';
      link.click();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  return (
    <li>
      <button type="button" className="button small" onClick={() => void open()}>
        Download {name} <span className="num">({formatBytes(bytes)})</span>
      </button>
      <span role="alert" className="tone-bad">
        {error}
      </span>
    </li>
  );
};

/** All that the figures of a run depend on, as it was kept. */
const Inputs = ({ site, run }: { readonly site: string; readonly run: string }) => {
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

const RunDetails = ({ site, run }: { readonly site: Site; readonly run: ScheduleRun }) => {
  const [inputs, setInputs] = useState(false);
  const left = run.delivery?.kind === 'email' ? run.delivery.left : [];
  return (
    <div className="run-details">
      <dl className="site-facts wide">
        <div>
          <dt>Figures as of</dt>
          <dd>{formatDayMinute(site.timeZone, run.asAt)}</dd>
        </div>
        <div>
          <dt>With the rights of</dt>
          <dd>{run.owner.name}</dd>
        </div>
        {run.rerunOf === null ? (
          <div>
            <dt>Delivered</dt>
            <dd>{deliveryWords(run)}</dd>
          </div>
        ) : (
          <div>
            <dt>From the inputs of</dt>
            <dd>
              <Link to="/sites/$site/schedules" params={{ site: site.site }} search={{ run: run.rerunOf }}>
                the first run
              </Link>
            </dd>
          </div>
        )}
        {run.startedAt === null ? null : (
          <div>
            <dt>Begun</dt>
            <dd>{formatDayMinute(site.timeZone, run.startedAt)}</dd>
          </div>
        )}
      </dl>
      {left.length === 0 ? null : (
        <p className="tone-warn">
          <Icon name="warning" /> Not sent to {left.map(({ address, why }) => `${address} (${why})`).join(', ')}.
        </p>
      )}
      {run.missing.length === 0 ? null : (
        <div className="tone-warn">
          <p>
            <Icon name="warning" /> {run.state === 'failed' ? 'Had not arrived:' : 'Had not arrived when it went out:'}
          </p>
          <ul className="change-list">
            {run.missing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      )}
      {run.reports.length === 0 ? null : (
        <ul className="change-list">
          {run.reports.map((report) => (
            <li key={`${report.report} ${report.file}`}>
              <span className="strong">{report.name}</span>: {report.empty ? 'empty' : plural(report.rows, 'row')}
              {report.notes.length === 0 ? '' : ` – ${report.notes.join(' ')}`}
            </li>
          ))}
        </ul>
      )}
      {run.files.length === 0 ? null : (
        <ul className="run-files">
          {run.files.map((file, index) => (
            <FileLink key={`${file.name} ${file.sha256}`} site={site.site} run={run.id} index={index} name={file.name} bytes={file.bytes} />
          ))}
        </ul>
      )}
      {run.comparison === null ? null : <RunComparisonWords comparison={run.comparison} />}
      {run.files.length === 0 || isUnderWay(run) || run.rerunOf !== null ? null : <RunAgain site={site.site} run={run} />}
      <button type="button" className="button small plain" aria-expanded={inputs} onClick={() => setInputs(!inputs)}>
        {inputs ? 'Hide what it was made from' : 'What it was made from'}
      </button>
      {inputs ? <Inputs site={site.site} run={run.id} /> : null}
    </div>
  );
};

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
