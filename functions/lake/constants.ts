/** Spelling of the lake: tables, object keys, item keys, limits. Imports nothing. */
export const lakeTableNames = ['calls', 'segments', 'facts', 'status'] as const;
export type LakeTableName = (typeof lakeTableNames)[number];
/** Tables that Athena sees; facts are made for our own queries only. */
export const athenaTableNames = ['calls', 'segments', 'status'] as const satisfies readonly LakeTableName[];

/** Layout of manifests and files; part of what decides whether a file can be read as it is. */
export const layoutVersion = 1;

export const sitePrefix = (tenant: string, site: string): string => `tenant=${tenant}/site=${site}/`;
/** Files our own queries read, as the manifest names them. */
export const filesPrefix = (tenant: string, site: string, date: string): string => `${sitePrefix(tenant, site)}files/date=${date}/`;
/** `part` = the hour `09`, or `day`; `id` is never used twice, so a key never means other content. */
export const fileKey = (tenant: string, site: string, date: string, part: string, table: LakeTableName, id: string): string =>
  `${filesPrefix(tenant, site, date)}${part}-${table}-${id}.parquet`;
/** What Athena reads: one object a table and date, replaced in one step. */
export const athenaKey = (tenant: string, site: string, table: LakeTableName, date: string): string =>
  `${sitePrefix(tenant, site)}athena/${table}/date=${date}/day.parquet`;
/** Location of an Athena partition, as Glue's partition projection fills it in. */
export const athenaLocation = (bucket: string, table: LakeTableName): string =>
  `s3://${bucket}/tenant=\${tenant}/site=\${site}/athena/${table}/date=\${date}/`;

const collection = (tenant: string, site: string): string => `T#${tenant}#S#${site}`;
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
export const manifestPk = (tenant: string, site: string): string => `${collection(tenant, site)}#LAKE`;
export const manifestKey = (tenant: string, site: string, date: string): Key => ({ pk: manifestPk(tenant, site), sk: date });
/** Who works on the site's files. */
export const leaseKey = (tenant: string, site: string): Key => ({ pk: collection(tenant, site), sk: 'LEASE' });
/** When all dates of the site were last looked through. */
export const sweptKey = (tenant: string, site: string): Key => ({ pk: collection(tenant, site), sk: 'SWEPT' });

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
/** An hour is sealed when it ended so long ago, as most of its calls ended by then. */
export const sealAfterMs = 5 * 60_000;
/** An hour that goes on changing is sealed at most so often. */
export const sealAgainMs = 15 * 60_000;
/** A date becomes one file so long after its end. */
export const compactAfterMs = 2 * hourMs;
/** Files replaced stay for queries under way: longer than any of them may run. */
export const retiredKeptMs = hourMs;
/** Files that no manifest names are left-overs of a crash once they are older than any run. */
export const orphanKeptMs = dayMs;
/** Days looked at in every run; older ones change by late data and rebuilds only. */
export const recentDays = 3;
/** All dates are looked through this often. */
export const sweepEveryMs = 6 * hourMs;
/** Longer than any run. */
export const leaseMs = 15 * 60_000;

export const sealerService = 'lake-sealer';
export const sitesFailedMetric = 'lakeSitesFailed';
export const hoursBehindMetric = 'lakeHoursBehind';
/** A run begins nothing new after so long; the step under way must end within the function's own limit. */
export const runMs = 4 * 60_000;
export const runLimitMs = 10 * 60_000;
export const runEveryMinutes = 5;
