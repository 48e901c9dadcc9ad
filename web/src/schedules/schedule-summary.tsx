import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { filtersQuery } from '../filters/filters-api.ts';
import { bucketFolder } from './core/bucket-policy.ts';
import { formatWords } from './core/format-words.ts';
import { askedWords, waitWords } from './core/sent-words.ts';
import type { Schedule } from './core/types.ts';
import { NextRuns } from './next-runs.tsx';
import { previewQuery, setupQuery } from './schedules-api.ts';
import { useFullReports } from './use-full-reports.ts';

/** A moment that has passed is no next one. */
const againMs = 60_000;

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const Reports = ({ site, schedule }: { readonly site: Site; readonly schedule: Schedule }) => {
  const { api } = useServices();
  const reports = useFullReports(
    site,
    schedule.reports.map(({ report }) => report),
  );
  const { data: filters } = useQuery(filtersQuery(api, site.site));
  return (
    <ul className="schedule-sent">
      {schedule.reports.map((entry, index) => {
        const full = reports.get(entry.report) ?? null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report may be in a schedule twice, and the order is that of its mail
          <li key={`${index} ${entry.report}`}>
            <Link to="/sites/$site/reports/$report" params={{ site: site.site, report: entry.report }} className="strong">
              {full?.name ?? entry.report}
            </Link>
            <span className="schedule-words-line">{askedWords(entry, full?.content ?? null, filters ?? null, site.timeZone)}</span>
          </li>
        );
      })}
    </ul>
  );
};

const Addresses = ({ term, addresses }: { readonly term: string; readonly addresses: readonly string[] }) =>
  addresses.length === 0 ? null : (
    <Fact term={term}>
      <ul>
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
    </Fact>
  );

const Delivery = ({ site, schedule: { delivery } }: { readonly site: Site; readonly schedule: Schedule }) => {
  const { api } = useServices();
  const { data: setup } = useQuery({ ...setupQuery(api, site.site), enabled: delivery.kind === 'bucket' });
  if (delivery.kind === 'bucket')
    return (
      <>
        <Fact term="Bucket">{delivery.bucket}</Fact>
        <Fact term="Folder">{setup === undefined ? delivery.prefix : bucketFolder(delivery.prefix, setup.bucket.folder)}</Fact>
      </>
    );
  const { to, cc, bcc, subject, body } = delivery;
  return (
    <>
      <Addresses term="To" addresses={to} />
      <Addresses term="CC" addresses={cc} />
      <Addresses term="BCC" addresses={bcc} />
      <Fact term="Subject">{subject === '' ? 'none' : subject}</Fact>
      {body === '' ? null : (
        <Fact term="Text">
          <span className="schedule-mail-body">{body}</span>
        </Fact>
      )}
    </>
  );
};

/** Moments are worked out by the service, also of one that is switched off: somebody thinks of switching it on. */
const Moments = ({ site, schedule }: { readonly site: Site; readonly schedule: Schedule }) => {
  const { api } = useServices();
  const id = useId();
  const { data, error } = useQuery({ ...previewQuery(api, site.site, schedule.timing), refetchInterval: againMs });
  return (
    <section className="schedule-preview" aria-labelledby={id}>
      <h3 id={id}>{schedule.enabled ? 'The next runs' : 'The next runs, if it is switched on'}</h3>
      {error !== null ? (
        <p role="status" className="field-fault">
          {error.message}
        </p>
      ) : data === undefined ? (
        <p className="muted">Working them out…</p>
      ) : data.runs.length === 0 ? (
        <p className="muted">There is none: it is over.</p>
      ) : (
        <>
          <NextRuns preview={data} />
          <p className="muted">Clock of {data.timeZone}.</p>
        </>
      )}
    </section>
  );
};

/** What a schedule sends, of when, to whom, and when next, for whoever may see it. */
export const ScheduleSummary = ({ site, schedule }: { readonly site: Site; readonly schedule: Schedule }) => (
  <div className="schedule-when schedule-summary">
    <dl className="site-facts schedule-facts" aria-label="What it sends">
      <Fact term={schedule.reports.length === 1 ? 'Report' : 'Reports'}>
        {schedule.reports.length === 0 ? 'none' : <Reports site={site} schedule={schedule} />}
      </Fact>
      <Fact term="As">{formatWords[schedule.format]}</Fact>
      <Delivery site={site} schedule={schedule} />
      <Fact term="Waits for data">{waitWords(schedule)}</Fact>
      <Fact term="If all is empty">{schedule.alarmWhenEmpty ? 'The owner is told' : 'Nobody is told'}</Fact>
    </dl>
    <Moments site={site} schedule={schedule} />
  </div>
);
