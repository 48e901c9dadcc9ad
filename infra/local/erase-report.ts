import { outboxKeptSeconds, rejectedKeptSeconds, streamKeptSeconds } from '../../functions/call-engine/constants.ts';
import type { ErasedEvents } from '../../functions/call-engine/erase-number.ts';
import type { ErasedHistory } from '../../functions/lake/compose-erase.ts';

export interface EraseReport {
  readonly site: string;
  /** Of whom, by kind and hash. */
  readonly subject: string;
  readonly at: string;
  readonly by: string;
  readonly dryRun: boolean;
  /** Null for agents and users: their names are not taken out of the archive. */
  readonly events: ErasedEvents | null;
  readonly history: ErasedHistory;
  /** The engine still has the number in mind. */
  readonly inEngine: boolean;
  /** Versions of the configuration that hold the number. */
  readonly configVersions: readonly number[];
  readonly remains: readonly Remainder[];
  /** Calls in progress named the person. */
  readonly runAgain: boolean;
}
/** A place the person may still be in. */
export interface Remainder {
  readonly where: string;
  /** ISO 8601; null = until somebody acts, as told by `where`. */
  readonly until: string | null;
}

/** DynamoDB's point-in-time recovery. */
const backupKeptSeconds = 35 * 86_400;

export const remaindersOf = (report: Pick<EraseReport, 'events' | 'history' | 'inEngine' | 'configVersions'>, now: number): Remainder[] => {
  const after = (seconds: number): string => new Date(now + seconds * 1_000).toISOString();
  const { events, history, inEngine, configVersions } = report;
  const unreadable = (events?.archive.unreadable.length ?? 0) + (events?.rejectedObjects.unreadable.length ?? 0);
  return [
    ...(inEngine || history.inProgress > 0
      ? [
          {
            where: 'calls in progress: engine state, boards, and rows that are written when they end (run the erasure again then)',
            until: null,
          },
        ]
      : []),
    { where: 'outbox of the engine, for projections that are behind', until: after(outboxKeptSeconds) },
    ...(events === null ? [] : [{ where: 'stream of call events as the agents sent them', until: after(streamKeptSeconds) }]),
    ...(events === null
      ? []
      : [{ where: "newest file of the spool of the site's agent, at the customer, until later events have filled it", until: null }]),
    ...(events === null
      ? []
      : [{ where: 'rejected records of unknown origin, which belong to no site', until: after(rejectedKeptSeconds) }]),
    {
      where: 'point-in-time backups of the tables (AWS only; a table restored from one needs the erasure again)',
      until: after(backupKeptSeconds),
    },
    ...(unreadable > 0 ? [{ where: `${unreadable} objects that could not be looked into (listed above)`, until: null }] : []),
    ...(configVersions.length > 0
      ? [
          {
            where: `site configuration, versions ${configVersions.join(', ')} (contacts, speed dials): take it out of the present one; former ones are kept`,
            until: null,
          },
        ]
      : []),
    ...(events === null
      ? [
          {
            where:
              'archived call events and copies of the state: names come from there and from the configuration, and a rebuild brings them back',
            until: null,
          },
        ]
      : []),
  ];
};

/** The certificate for people: what was found where, what was done, what remains. Never names the person. */
export const eraseText = (report: EraseReport): string => {
  const { events, history, dryRun } = report;
  const line = (what: string, value: string): string => `  ${what.padEnd(24)}${value}`;
  const done = dryRun ? 'to be rewritten' : 'rewritten';
  const unreadable = [...(events?.archive.unreadable ?? []), ...(events?.rejectedObjects.unreadable ?? [])];
  return [
    `Erasure at site ${report.site} of ${report.subject}${dryRun ? ': nothing was written (--dry-run)' : ''}`,
    `${report.at}, by ${report.by}`,
    '',
    ...(events === null
      ? []
      : [
          line(
            'call events',
            `${events.archive.events} events in ${events.archive.objectsRewritten} of ${events.archive.objects} objects ${done}, ${events.archive.versionsDeleted} former versions ${dryRun ? 'to be deleted' : 'deleted'}`,
          ),
          line(
            'rejected records',
            `${events.rejectedItems} items, ${events.rejectedObjects.objectsRewritten} of ${events.rejectedObjects.objects} objects ${done}`,
          ),
          line('copies of the state', `${events.checkpoints} ${dryRun ? 'to be deleted' : 'deleted'}`),
        ]),
    line('call history', `${history.rows} rows ${dryRun ? 'to be blanked' : 'blanked'}, ${history.inProgress} of calls in progress`),
    line('anomalies and gaps', `${history.texts} texts ${dryRun ? 'to be blanked' : 'blanked'}`),
    line('lake', dryRun ? 'files of the days of those rows to be made anew' : `files of ${history.dates.length} days made anew`),
    ...(unreadable.length === 0
      ? []
      : ['', 'Could not be looked into, and was left as it is:', ...unreadable.map(({ object, detail }) => `  ${object}: ${detail}`)]),
    '',
    'Remains:',
    ...report.remains.map(({ where, until }) => `  ${until === null ? '' : `until ${until}: `}${where}`),
    '',
  ].join('\n');
};
