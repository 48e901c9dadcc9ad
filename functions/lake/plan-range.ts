import type { HourReader, HourRows, HourState } from '../call-history/events.ts';
import { inParallel } from '../runtime/bounded.ts';
import { type Choice, chooseHours } from './core/choose-hours.ts';
import { dateOf, type Hour, hourStart, touches } from './core/hours.ts';
import type { Manifest } from './core/manifest.ts';
import type { ManifestStore } from './manifest-store.ts';
import { marksOf } from './read-sealable.ts';
import { factsOf } from './rows-of-hour.ts';
import { schemaVersion } from './tables.ts';
import type { LakePlan, LakeRange, Tail } from './types.ts';

/** Rows kept moving between hours while a query looked: rare, and over in a moment. */
export class LakeBusy extends Error {
  override readonly name = 'LakeBusy';
  constructor(site: string) {
    super(`calls of site ${site} kept moving between hours while they were read: ask again`);
  }
}

const hoursAtOnce = 4;
const attempts = 10;

const tailOf = (hours: readonly Hour[], rows: readonly HourRows[]): Tail => ({
  hours,
  calls: rows.flatMap((one) => one.calls.map(({ call }) => call)),
  segments: rows.flatMap((one) => one.calls.flatMap(({ segments }) => segments)),
  facts: rows.flatMap(factsOf),
  status: rows.flatMap((one) => one.status),
});

const leftCounts = (marks: ReadonlyMap<Hour, HourState>, hours: readonly Hour[]): string =>
  hours.map((hour) => marks.get(hour)?.left ?? 0).join(' ');

/**
 * Marks first, then manifests, then rows, then marks again. A file fits the marks exactly or is not taken; a row read from history may be
 * newer than the marks, which is no harm while it stays in its hour. Only a row that left its hour meanwhile could be seen twice or
 * not at all: that shows in the marks, and everything is read again.
 */
export const planRange = async (
  deps: { readonly hours: HourReader; readonly manifests: ManifestStore },
  range: LakeRange,
): Promise<LakePlan> => {
  const { from, to } = range;
  if (to <= from) return emptyPlan(to);
  const first = dateOf(from);
  const last = dateOf(to - 1);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await deps.hours.marks(range, first, last);
    const stored = await deps.manifests.range(range, first, last);
    const manifests = new Map<string, Manifest>([...stored].map(([date, one]) => [date, one.manifest]));
    const hours = [...before.keys()].filter((hour) => touches(hour, from, to)).sort();
    const depending = hours.flatMap((hour) => Object.keys(manifests.get(hour.slice(0, 10))?.hours[hour]?.counts ?? {}));
    const outside = depending.filter((hour) => hour.slice(0, 10) < first || hour.slice(0, 10) > last);
    const marks = await marksOf(deps.hours, range, outside, before);
    const choice = chooseHours(hours, marks, manifests, schemaVersion);
    const rows = await inParallel(choice.fromHistory, hoursAtOnce, (hour) => deps.hours.rows(range, hour));
    const again = await marksOf(deps.hours, range, outside, await deps.hours.marks(range, first, last));
    if (leftCounts(marks, choice.dependsOn) === leftCounts(again, choice.dependsOn)) return planOf(choice, rows, to);
  }
  throw new LakeBusy(range.site);
};

const planOf = (choice: Choice, rows: readonly HourRows[], to: number): LakePlan => {
  const [firstOpen] = choice.fromHistory;
  return {
    files: choice.files,
    tail: tailOf(choice.fromHistory, rows),
    restated: choice.restated,
    sealedThrough: firstOpen === undefined ? to : hourStart(firstOpen),
  };
};

const emptyPlan = (to: number): LakePlan => planOf(chooseHours([], new Map(), new Map(), schemaVersion), [], to);
