import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDayMinute, plural } from '../time/core/format.ts';
import { FileButton } from '../ui/file-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { deliveryWords, isUnderWay } from './core/run-words.ts';
import type { ScheduleRun } from './core/types.ts';
import { RunAgain } from './run-again.tsx';
import { RunComparisonWords } from './run-comparison.tsx';
import { RunInputs } from './run-inputs.tsx';
import { fetchRunFile } from './schedules-api.ts';

/** What came of a run, its files, and what it was made from. */
export const RunDetails = ({ site, run }: { readonly site: Site; readonly run: ScheduleRun }) => {
  const { api } = useServices();
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
            <li key={`${file.name} ${file.sha256}`}>
              <FileButton file={file} fetchLink={() => fetchRunFile(api, site.site, run.id, index)} />
            </li>
          ))}
        </ul>
      )}
      {run.comparison === null ? null : <RunComparisonWords comparison={run.comparison} />}
      {run.files.length === 0 || isUnderWay(run) || run.rerunOf !== null ? null : <RunAgain site={site.site} run={run} />}
      <button type="button" className="button small plain" aria-expanded={inputs} onClick={() => setInputs(!inputs)}>
        {inputs ? 'Hide what it was made from' : 'What it was made from'}
      </button>
      {inputs ? <RunInputs site={site.site} run={run.id} /> : null}
    </div>
  );
};
