import type { EpochMs } from '../domain/ids.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
import type { SiteScope } from '../identity/types.ts';

export type Place = Pick<SiteScope, 'tenant' | 'site'>;
export interface Person {
  readonly id: string;
  readonly name: string;
}
/** A schedule that uses a report or a filter. */
export interface ScheduleUse {
  readonly schedule: string;
  readonly name: string;
}

export const runStates = ['waiting', 'running', 'delivered', 'done', 'failed'] as const;
/** `waiting`: for a worker, or for data; the reason says which. `done`: made again, and sent to nobody. */
export type RunState = (typeof runStates)[number];
/** `rerun`: the files of another run, made again from what was kept of it. */
export const runTriggers = ['schedule', 'byHand', 'missed', 'rerun'] as const;
export type RunTrigger = (typeof runTriggers)[number];

/** What a list of schedules tells of the last run. */
export interface RunHead {
  readonly id: string;
  readonly dueAt: EpochMs;
  readonly state: RunState;
  readonly trigger: RunTrigger;
  readonly reason: string | null;
  readonly finishedAt: EpochMs | null;
}

export interface StoredSchedule {
  readonly id: string;
  readonly content: ScheduleContent;
  /** Runs are made with this person's rights. */
  readonly owner: Person;
  readonly version: number;
  readonly updatedAt: EpochMs;
  /** When it runs next; null = it is off, or over. */
  readonly nextAt: EpochMs | null;
  readonly lastRun: RunHead | null;
  /** When somebody was told that it fails, or is empty; null = since then it was well. */
  readonly alarmedAt: EpochMs | null;
}

export interface RunReport {
  readonly report: string;
  readonly name: string;
  readonly rows: number;
  readonly empty: boolean;
  /** Indices of its files. */
  readonly files: readonly number[];
  /** What a reader has to know: gaps, another format than asked for. */
  readonly notes: readonly string[];
  /** SHA-256 over all rows, as they were read. */
  readonly rowsSha256: string;
  /** Business units to which its rows were limited; null = no limit, absent in runs of before. */
  readonly units?: readonly string[] | null | undefined;
}
export interface RunFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}
/** A file that was made again, beside the first. */
export interface ComparedFile {
  readonly name: string;
  readonly sha256: string;
  /** SHA-256 of the first; null = there was none. */
  readonly was: string | null;
  readonly equal: boolean;
}
/** A report asked again of today's data. */
export interface ReportToday {
  readonly report: string;
  readonly name: string;
  /** Null = it cannot be asked any more. */
  readonly differs: boolean | null;
  /** How it differs, or why it cannot be asked; null = it is the same. */
  readonly detail: string | null;
}
/** What came of making a run again, as far as it is. */
export interface RunComparison {
  /** All files have the same bytes. */
  readonly equal: boolean;
  readonly files: readonly ComparedFile[];
  readonly today: readonly ReportToday[];
}
export interface LeftOut {
  readonly address: string;
  readonly why: string;
}
export type RunDelivery =
  | {
      readonly kind: 'email';
      readonly to: readonly string[];
      readonly cc: readonly string[];
      readonly bcc: readonly string[];
      /** Addresses that are not written to any more. */
      readonly left: readonly LeftOut[];
      readonly attached: boolean;
      /** When the links of the mail end; null when files are attached. */
      readonly linksEndAt: EpochMs | null;
      /** Of the mail service; empty while it has not answered. */
      readonly messageId: string;
      /** When it was last handed to the mail service, and by which beginning of the run: noted before, as nobody can ask for it afterwards. */
      readonly handed: { readonly at: EpochMs; readonly attempt: number } | null;
      /** It was handed over more than once, and of the times before nobody knows whether it left: people may have it twice. */
      readonly maybeTwice: boolean;
      /** Null while it is not known whether the mail has left. */
      readonly sentAt: EpochMs | null;
    }
  | { readonly kind: 'bucket'; readonly bucket: string; readonly objects: readonly string[]; readonly sentAt: EpochMs | null };

export interface ScheduleRun {
  readonly id: string;
  readonly schedule: string;
  readonly dueAt: EpochMs;
  /** The moment whose figures it shows: `dueAt`, but for missed runs the last that was missed. */
  readonly asAt: EpochMs;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  /** Why it waits or failed. */
  readonly reason: string | null;
  /** What is special about it: runs that it stands for. */
  readonly note: string | null;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
  /** Until when it waits for data that has not arrived. */
  readonly waitUntil: EpochMs;
  /** What had not arrived when it went out. */
  readonly missing: readonly string[];
  /** Until when the site was heard, if that was not enough when it was last looked; null = nothing was missing. */
  readonly heard: EpochMs | null;
  readonly reports: readonly RunReport[];
  readonly files: readonly RunFile[];
  readonly delivery: RunDelivery | null;
  /** The run whose files this one makes again; null = it is no such run. */
  readonly rerunOf: string | null;
  readonly comparison: RunComparison | null;
  /** The schedule as it was. */
  readonly content: ScheduleContent;
  readonly owner: Person;
  /** Counts its changes, so that two workers cannot both go on with it. */
  readonly turn: number;
  /** How often it was begun since it last waited. */
  readonly attempts: number;
  /** A worker has it until then; 0 = none. */
  readonly leaseUntil: number;
  /** When the sweep looks after it; null = it is over. */
  readonly lookAt: EpochMs | null;
}
