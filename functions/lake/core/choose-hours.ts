import { hourMs, type LakeTableName, lakeTableNames } from '../constants.ts';
import { dateOfHour, emptyTables, type Hour, hourStart, type Restated, type Stretch } from './hours.ts';
import { exceptOf, isClean, type Manifest } from './manifest.ts';

/** What is known of an hour of history. */
export interface HourFacts {
  readonly n: number;
  readonly restatedAt: number | null;
}
export interface ChosenFile {
  readonly table: LakeTableName;
  readonly key: string;
  readonly bytes: number;
  readonly rows: number;
  readonly except: readonly Stretch[];
}
export interface Choice {
  readonly files: Readonly<Record<LakeTableName, readonly ChosenFile[]>>;
  /** Hours to read from history. */
  readonly fromHistory: readonly Hour[];
  /** Hours that the chosen files stand for, and those whose changes would have made them others. */
  readonly dependsOn: readonly Hour[];
  readonly restated: readonly Restated[];
}

const joined = (stretches: readonly Restated[]): readonly Restated[] => {
  const out: Restated[] = [];
  for (const one of stretches) {
    const last = out.at(-1);
    if (last !== undefined && last.to === one.from && last.at === one.at) out[out.length - 1] = { ...last, to: one.to };
    else out.push(one);
  }
  return out;
};

/**
 * Every hour from exactly one place: the files of its date if its rows are those that history has, else history. A file may hold hours
 * that are not taken from it; they are excepted.
 */
export const chooseHours = (
  hours: readonly Hour[],
  marks: ReadonlyMap<Hour, HourFacts>,
  manifests: ReadonlyMap<string, Manifest>,
  schema: string,
): Choice => {
  const countOf = (hour: Hour): number => marks.get(hour)?.n ?? 0;
  const taken = new Map<string, Set<Hour>>();
  const fromHistory: Hour[] = [];
  const dependsOn = new Set<Hour>();
  const restated: Restated[] = [];
  for (const hour of hours) {
    const sealed = manifests.get(dateOfHour(hour))?.hours[hour];
    const at = marks.get(hour)?.restatedAt ?? null;
    if (sealed !== undefined && at !== null && at > sealed.firstSealedAt)
      restated.push({ from: hourStart(hour), to: hourStart(hour) + hourMs, at });
    dependsOn.add(hour);
    if (sealed === undefined || !isClean(sealed, schema, countOf)) {
      fromHistory.push(hour);
      continue;
    }
    for (const of of Object.keys(sealed.counts)) dependsOn.add(of);
    if (sealed.piece === null) continue;
    const of = taken.get(sealed.piece) ?? new Set<Hour>();
    taken.set(sealed.piece, of.add(hour));
  }
  const files = emptyTables<ChosenFile>();
  for (const manifest of manifests.values())
    for (const piece of manifest.pieces) {
      const wanted = taken.get(piece.id);
      if (wanted === undefined) continue;
      const except = exceptOf(piece, wanted).map((hour) => ({ from: hourStart(hour), to: hourStart(hour) + hourMs }));
      for (const table of lakeTableNames) {
        const file = piece.files[table];
        if (file !== undefined && file.rows > 0) files[table].push({ table, ...file, except });
      }
    }
  return { files, fromHistory, dependsOn: [...dependsOn], restated: joined(restated) };
};
