import type { ScheduleContent } from '../../../../functions/domain/schedule.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}
/** `done`: made again, and sent to nobody. */
export type RunState = 'waiting' | 'running' | 'delivered' | 'done' | 'failed';
export type RunTrigger = 'schedule' | 'byHand' | 'missed' | 'rerun';

export interface RunHead {
  readonly id: string;
  readonly dueAt: number;
  readonly state: RunState;
  readonly trigger: RunTrigger;
  readonly reason: string | null;
  readonly finishedAt: number | null;
}

/** What rights mean for the rows of a schedule. */
export interface Rights {
  /** Whose calls alone they are; null = all of the site. */
  readonly limit: string | null;
  /** Why it cannot run with them. */
  readonly fault: string | null;
}
/** What is known before a schedule is saved. */
export interface ScheduleSetup {
  /** Whose calls alone who asks may see; null = all of the site. */
  readonly limit: string | null;
  readonly bucket: {
    /** ARN of the role that puts files into buckets. */
    readonly principal: string;
    /** Below the folder of the schedule. */
    readonly folder: string;
  };
}
export interface TriedBucket {
  readonly ok: boolean;
  /** What AWS answered, in words. */
  readonly answer: string;
}

/** A schedule as the API gives it; instants in epoch ms. */
export interface Schedule extends ScheduleContent {
  readonly id: string;
  /** It runs with this person's rights. */
  readonly owner: Person;
  /** Who looks at it is the owner. */
  readonly mine: boolean;
  readonly rights: Rights;
  readonly version: number;
  readonly updatedAt: number;
  /** Null = it is off, or over. */
  readonly nextAt: number | null;
  readonly lastRun: RunHead | null;
  readonly faults: readonly string[];
  readonly mayEdit: boolean;
}

export type RunDelivery =
  | {
      readonly kind: 'email';
      readonly to: readonly string[];
      readonly cc: readonly string[];
      readonly bcc: readonly string[];
      readonly left: readonly { readonly address: string; readonly why: string }[];
      readonly attached: boolean;
      readonly linksEndAt: number | null;
      /** It was sent again, as nobody knew whether it had left. */
      readonly maybeTwice: boolean;
      readonly sentAt: number | null;
    }
  | { readonly kind: 'bucket'; readonly bucket: string; readonly objects: readonly string[]; readonly sentAt: number | null };

/** What came of making a run again. */
export interface RunComparison {
  /** All files have the same bytes. */
  readonly equal: boolean;
  readonly files: readonly { readonly name: string; readonly equal: boolean }[];
  /** Each report, asked of today's data; `detail` null = it would be the same. */
  readonly today: readonly { readonly report: string; readonly name: string; readonly detail: string | null }[];
}

export interface ScheduleRun {
  readonly id: string;
  readonly schedule: string;
  readonly scheduleName: string;
  readonly dueAt: number;
  readonly asAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly durationMs: number | null;
  readonly state: RunState;
  readonly trigger: RunTrigger;
  readonly reason: string | null;
  readonly missing: readonly string[];
  readonly format: string;
  readonly owner: Person;
  /** Made with wider rights than those of who looks, or somebody else’s: what is in it and who got it is left out. */
  readonly hidden: boolean;
  readonly reports: readonly {
    readonly report: string;
    readonly name: string;
    readonly rows: number;
    readonly empty: boolean;
    readonly file: number | null;
    readonly notes: readonly string[];
  }[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly delivery: RunDelivery | null;
  /** So many reports it has when it is done. */
  readonly reportCount: number;
  /** The run whose files this one makes again. */
  readonly rerunOf: string | null;
  readonly comparison: RunComparison | null;
}
/** What stands in the history for a run that cannot be read. */
export interface UnreadableRun {
  readonly id: string;
  readonly scheduleName: string | null;
  readonly dueAt: number;
  /** What is wrong, in words. */
  readonly unreadable: string;
}
export interface RunWithInputs extends ScheduleRun {
  readonly inputs: Readonly<Record<string, unknown>> | null;
}

export interface PreviewedRun {
  readonly at: number;
  /** What the wall clock of the zone shows, `2026-03-29T03:22`. */
  readonly local: string;
  readonly offset: string;
  readonly note: 'skipped hour' | 'repeated hour' | null;
}
export interface Preview {
  readonly timeZone: string;
  readonly runs: readonly PreviewedRun[];
}

/** An address that mails are no longer sent to. */
export interface StoppedAddress {
  readonly address: string;
  readonly why: 'bounce' | 'complaint';
  /** What the other side said. */
  readonly detail: string;
  readonly at: number;
}
