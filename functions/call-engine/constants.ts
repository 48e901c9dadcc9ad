/** Key spelling and limits of the engine table, the event archive and the rejected store, and metrics that have an alarm. Imports nothing. */
export const ingestService = 'ingest';
export const recordsRejectedMetric = 'recordsRejected';
export const batchesDeclaredLostMetric = 'batchesDeclaredLost';

export const sitePk = (tenant: string, site: string): string => `T#${tenant}#S#${site}`;
export const unattributedPk = 'UNATTRIBUTED';
export const statePrefix = 'STATE#';
export const outboxPrefix = 'OUTBOX#';
export const rejectedPrefix = 'REJECTED#';
export const waitingPrefix = 'WAITING#';

const padded = (n: number, digits: number): string => String(n).padStart(digits, '0');
export const stateSk = (part: number): string => `${statePrefix}${padded(part, 3)}`;
export const outboxSk = (n: number, part: number): string => `${outboxPrefix}${padded(n, 12)}#${padded(part, 3)}`;
/** `at` = ISO 8601 of the record's arrival, so that the same record is the same item on every retry. */
export const rejectedSk = (at: string, id: string): string => `${rejectedPrefix}${at}#${id}`;
export const waitingSk = (day: string): string => `${waitingPrefix}${day}`;

/** Where all archived batches of a site lie. */
export const archivePrefix = (tenant: string, site: string): string => `tenant=${tenant}/site=${site}/`;
/** Event archive: `date` = UTC day of the first event, `firstSeq` the first number in the object. */
export const archiveKey = (tenant: string, site: string, date: string, link: string, firstSeq: number): string =>
  `${archivePrefix(tenant, site)}date=${date}/${encodeURIComponent(link)}-${padded(firstSeq, 12)}.tlb`;
/** Raw bytes of rejected records; those of unknown origin lie under `unattributed`. */
export const rejectedObjectKey = (owner: { readonly tenant: string; readonly site: string } | null, date: string, id: string): string =>
  owner === null ? `rejected/unattributed/date=${date}/${id}` : `${rejectedObjectsPrefix(owner.tenant, owner.site)}date=${date}/${id}`;
/** Where all rejected bytes of a site lie. */
export const rejectedObjectsPrefix = (tenant: string, site: string): string => `rejected/tenant=${tenant}/site=${site}/`;

/** Where copies of a site's state lie, from which a past moment is folded. */
export const checkpointsPrefix = (tenant: string, site: string): string => `checkpoints/tenant=${tenant}/site=${site}/`;
/** `at` = newest instant in it, epoch ms; `date` its UTC day. */
export const checkpointKey = (tenant: string, site: string, at: number, version: number): string =>
  `${checkpointsPrefix(tenant, site)}date=${new Date(at).toISOString().slice(0, 10)}/${padded(at, 15)}-${padded(version, 12)}.json.gz`;
/** A new copy each hour, and after so many commits, so that a replay reads a bounded number of objects. */
export const checkpointEveryCommits = 400;
/** As long as an archive is looked back into at least, with room. */
export const checkpointsKeptDays = 800;

/** Bytes of one packed item, below DynamoDB's 400 KB with room for the other attributes. */
export const itemBodyBytes = 350_000;
/** One transaction: at most 100 items and 4 MB (DynamoDB), with room for keys and attributes. */
export const transactionItems = 100;
export const transactionBytes = 3_900_000;
export const outboxKeptSeconds = 2 * 86_400;
/** The stream keeps what agents sent, as they sent it. */
export const streamKeptSeconds = 7 * 86_400;
export const rejectedKeptSeconds = 90 * 86_400;
/** A batch of events unpacked; above it the batch is a bomb and rejected. */
export const unpackedBatchBytes = 16 * 1_048_576;
