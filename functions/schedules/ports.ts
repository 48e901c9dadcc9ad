import type { FileLogo } from '../exports/report-files.ts';
import type { SiteScope } from '../identity/types.ts';
import type { SendMail } from '../mail/send-mail.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { SendJob } from '../runtime/send-job.ts';
import type { StoredReports } from '../saved-reports/stored-reports.ts';
import type { FindSite, FindSiteConfig, FindSiteConfigVersion } from '../tenants/types.ts';
import type { FindRightsDeps } from './find-rights.ts';
import type { MailLinks } from './mail-links.ts';
import type { PutInBucket } from './put-in-bucket.ts';
import type { RunFiles } from './run-files.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { SetNext } from './set-next.ts';

/** E-mail addresses of those who look after a customer: its own admins, and those of its reseller. */
export type FindKeepers = (of: { readonly tenant: string; readonly reseller: string }) => Promise<{
  readonly customer: readonly string[];
  readonly reseller: readonly string[];
}>;

/** What runs are made with. */
export interface RunDeps extends FindRightsDeps {
  readonly store: ScheduleStore;
  readonly files: RunFiles;
  readonly reports: Pick<StoredReports, 'find' | 'resolveFilter'>;
  readonly openReport: OpenReport;
  readonly findConfig: FindSiteConfig;
  /** For making a run again: the configuration it was made with. */
  readonly findConfigVersion: FindSiteConfigVersion;
  readonly findSite: FindSite;
  /** Until when everything of a site has arrived; null = no agent of it was ever heard. Epoch ms. */
  readonly heardThrough: (scope: SiteScope) => Promise<number | null>;
  readonly findLogo: (scope: SiteScope) => Promise<FileLogo | null>;
  readonly findKeepers: FindKeepers;
  readonly links: Pick<MailLinks, 'make'>;
  readonly sendMail: SendMail;
  readonly putInBucket: PutInBucket;
  readonly sendJob: SendJob;
  readonly setNext: SetNext;
  /** Where people open the web application, without a slash at the end. */
  readonly webOrigin: string;
  /** Folder on this machine. */
  readonly directory: string;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}
