import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useServices } from '../app/services.ts';
import { formatDayMinute, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { deviceTypes, deviceTypeWords } from './core/device-words.ts';
import { serviceLevelNow } from './core/service-level-now.ts';
import type { DirectoryImport } from './core/types.ts';
import { usePart } from './part.ts';
import { PartLink } from './part-link.tsx';
import { importsQuery, latestImport, warningsQuery } from './queries.ts';

const Card = ({ title, more, children }: { readonly title: string; readonly more?: ReactNode; readonly children: ReactNode }) => (
  <section className="panel site-card" aria-label={title}>
    <h2>{title}</h2>
    {children}
    {more === undefined ? null : <p className="site-card-more">{more}</p>}
  </section>
);

const Facts = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="site-facts">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const Warnings = () => {
  const { api } = useServices();
  const { site, head } = usePart();
  const { data, error, refetch } = useQuery(warningsQuery(api, site.site, head.version));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the check of the configuration" />;
  if (data.length === 0)
    return (
      <p className="tone-good">
        <Icon name="answered" /> Nothing contradicts itself.
      </p>
    );
  return (
    <ul className="change-list">
      {data.map(({ pointer, detail }) => (
        <li key={pointer + detail}>{detail}</li>
      ))}
    </ul>
  );
};

const names = (numbers: readonly string[]): string =>
  numbers.length <= 12 ? numbers.join(', ') : `${numbers.slice(0, 12).join(', ')} and ${numbers.length - 12} more`;

const ImportFacts = ({ imports }: { readonly imports: readonly DirectoryImport[] }) => {
  const { site } = usePart();
  const latest = latestImport(imports);
  if (latest === undefined)
    return <Notice title="No device list has come from the PBX yet">It comes by itself once the edge agent is connected.</Notice>;
  return (
    <>
      {latest.missing.length === 0 ? null : (
        <p className="tone-warn">
          <Icon name="warning" /> {plural(latest.missing.length, 'device')} configured here but not in the PBX: {names(latest.missing)}.{' '}
          <Link to="/sites/$site/configuration/$part" params={{ site: site.site, part: 'devices' }} search={{ only: 'missing' }}>
            Show them
          </Link>
        </p>
      )}
      <Facts
        rows={[
          [
            'Last list',
            <span key="at" className="num">
              {formatDayMinute(site.timeZone, latest.at)}
            </span>,
          ],
          ['By link', latest.link],
          ['Added by it', latest.added.length === 0 ? 'none' : names(latest.added)],
          ['Renamed by it', latest.renamed.length === 0 ? 'none' : names(latest.renamed)],
          ['Missing in it', latest.missing.length === 0 ? 'none' : String(latest.missing.length)],
        ]}
      />
    </>
  );
};

const Imports = () => {
  const { api } = useServices();
  const { site } = usePart();
  const { data, error, refetch } = useQuery(importsQuery(api, site.site));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading what="the lists of the PBX" />;
  return <ImportFacts imports={data} />;
};

/** What stands, since when, by whom; and whether anything is wrong with it. */
export const OverviewPage = () => {
  const { site, head, config, mayWrite } = usePart();
  const { clock } = useServices();
  const { settings } = config;
  const level = serviceLevelNow(config, clock.now());
  const users = config.users.filter((user) => user.deletedAt === null);
  return (
    <div className="columns">
      <Card title="Version" more={<PartLink part="history">All versions</PartLink>}>
        <Facts
          rows={[
            ['Version', String(head.version)],
            [
              'Saved',
              <span key="at" className="num">
                {formatDayMinute(site.timeZone, head.at)}
              </span>,
            ],
            ['By', head.authorName],
            ['Time zone', config.timeZone],
            [
              'Day begins at',
              <span key="reset" className="num">
                {config.resetTime}
              </span>,
            ],
          ]}
        />
      </Card>
      <Card title="What is configured" more={<PartLink part="devices">Devices</PartLink>}>
        <Facts
          rows={[
            ...deviceTypes.flatMap((type): (readonly [string, string])[] => {
              const count = config.devices.filter((device) => device.type === type).length;
              return count === 0 ? [] : [[type === 'ddi' ? 'DDIs' : `${deviceTypeWords[type]}s`, count.toLocaleString('en-GB')]];
            }),
            ['Users', users.length.toLocaleString('en-GB')],
            ['Business units', config.businessUnits.length.toLocaleString('en-GB')],
          ]}
        />
      </Card>
      <Card title="Report settings" more={<PartLink part="settings">All settings</PartLink>}>
        <Facts
          rows={[
            ['Short call', `less than ${settings.shortCallSeconds} s`],
            ['Abandoned calls', settings.ignoreAbandoned ? `ignored below ${settings.abandonedSeconds} s` : 'counted'],
            ['Service level', `${level.seconds} s, ${level.formula}`],
            ['Return window', plural(settings.returnWindowDays, 'day')],
          ]}
        />
      </Card>
      <Card title="Lists from the PBX">
        <Imports />
      </Card>
      {mayWrite ? (
        <Card title="Check">
          <Warnings />
        </Card>
      ) : null}
    </div>
  );
};
