import type { z } from '@hono/zod-openapi';
import type { UnreadableRow } from '../runtime/read-row.ts';
import { readRunId } from './core/run-id.ts';
import { reasonOf } from './records.ts';
import type * as schemas from './schemas.ts';
import type { ShownRights } from './show-rights.ts';
import type { RunHead, ScheduleRun, StoredSchedule } from './types.ts';

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

const publicHead = (run: RunHead): z.output<typeof schemas.runHeadSchema> => ({
  ...run,
  dueAt: iso(run.dueAt),
  finishedAt: isoOrNull(run.finishedAt),
});

/** A schedule as the API gives it. */
export const publicSchedule = (
  { id, content, owner, version, updatedAt, nextAt, lastRun }: StoredSchedule,
  shown: { readonly faults: readonly string[]; readonly rights: ShownRights; readonly mayEdit: boolean; readonly who: string },
): z.output<typeof schemas.scheduleSchema> => ({
  id,
  ...content,
  owner: { ...owner },
  mine: owner.id === shown.who,
  rights: { ...shown.rights },
  version,
  updatedAt: iso(updatedAt),
  nextAt: isoOrNull(nextAt),
  lastRun: lastRun === null ? null : publicHead(lastRun),
  faults: [...shown.faults, ...(shown.rights.fault === null ? [] : [shown.rights.fault])],
  mayEdit: shown.mayEdit,
});

const publicDelivery = (delivery: ScheduleRun['delivery']): z.output<typeof schemas.runSchema>['delivery'] => {
  if (delivery === null) return null;
  const sentAt = isoOrNull(delivery.sentAt);
  if (delivery.kind === 'bucket') return { ...delivery, objects: [...delivery.objects], sentAt };
  const { kind, to, cc, bcc, left, attached, linksEndAt, maybeTwice } = delivery;
  return {
    kind,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    left: left.map((one) => ({ ...one })),
    attached,
    linksEndAt: isoOrNull(linksEndAt),
    maybeTwice,
    sentAt,
  };
};

/** What stands for a run that cannot be read; null = its key says nothing either. */
export const publicUnreadableRun = ({ id, name, unreadable }: UnreadableRow): z.output<typeof schemas.unreadableRunSchema> | null => {
  const said = readRunId(id);
  return said === null ? null : { id, schedule: said.schedule, scheduleName: name, dueAt: iso(said.dueAt), unreadable };
};

const publicComparison = ({ state, comparison }: ScheduleRun): z.output<typeof schemas.runSchema>['comparison'] =>
  comparison === null || state !== 'done'
    ? null
    : {
        equal: comparison.equal,
        files: comparison.files.map((file) => ({ ...file })),
        differsToday: comparison.today.some(({ differs }) => differs === true),
        today: comparison.today.map((one) => ({ ...one })),
      };

/**
 * A run as the API gives it. @param mayOpen it was made with no wider rights than those of who asks; else nothing is told of what is in it and who got it
 */
export const publicRun = (run: ScheduleRun, mayOpen: boolean): z.output<typeof schemas.runSchema> => ({
  id: run.id,
  schedule: run.schedule,
  scheduleName: run.content.name,
  dueAt: iso(run.dueAt),
  asAt: iso(run.asAt),
  startedAt: isoOrNull(run.startedAt),
  finishedAt: isoOrNull(run.finishedAt),
  durationMs: run.startedAt === null || run.finishedAt === null ? null : run.finishedAt - run.startedAt,
  state: run.state,
  trigger: run.trigger,
  reason: reasonOf(run),
  missing: [...run.missing],
  format: run.content.format,
  owner: { ...run.owner },
  hidden: !mayOpen,
  reports: (mayOpen ? run.reports : []).map(({ report, name, rows, empty, files, notes }) => ({
    report,
    name,
    rows,
    empty,
    file: files[0] ?? null,
    notes: [...notes],
  })),
  reportCount: run.content.reports.length,
  files: (mayOpen ? run.files : []).map((file) => ({ ...file })),
  delivery: mayOpen ? publicDelivery(run.delivery) : null,
  rerunOf: run.rerunOf,
  comparison: mayOpen ? publicComparison(run) : null,
});
