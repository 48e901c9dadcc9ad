import type { Gap } from '../../../domain/engine-output.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import { type DayStay, toDayStay } from '../../../statistics/formulas.ts';
import { cutStays, deriveStays, type UserAt } from '../../../statistics/stays.ts';

export interface DayRange {
  readonly start: number;
  readonly end: number;
}
/**
 * Status rows of a day, and the stays they make. A change derives the day of its subject anew and of nobody else: an agent's day is some
 * hundred rows, whatever the site does.
 */
export interface StayBook {
  readonly put: (row: StatusRow) => void;
  /** The stays as they are now, told as what goes and what comes since last told. */
  readonly settle: (change: (stay: DayStay, by: 1 | -1) => void) => void;
  /** Outages stop every clock: everybody's day is derived anew. */
  readonly setGaps: (gaps: readonly Gap[]) => void;
  /** Another day: rows before it are gone. Nothing is told of the stays that were. */
  readonly setDay: (day: DayRange, userAt: UserAt) => void;
  readonly current: () => readonly DayStay[];
}

interface Subject {
  readonly kind: 'agent' | 'extension';
  readonly number: string;
  readonly rows: Map<string, StatusRow>;
  stays: ReadonlyMap<string, DayStay>;
}

const subjectOf = (row: StatusRow): { readonly kind: Subject['kind']; readonly number: string } | null => {
  const number = row.kind === 'acd' ? row.agent : row.extension;
  return number === null ? null : { kind: row.kind === 'acd' ? 'agent' : 'extension', number };
};
/** Everything of a stay that any figure looks at. */
const identity = (stay: DayStay): string =>
  [stay.stayId, stay.startedAt, stay.endedAt, stay.entry, stay.exit, stay.openAtStart, stay.name, stay.userId].join(' ');

export const createStayBook = (): StayBook => {
  const subjects = new Map<string, Subject>();
  /** Agents whose rows name an extension: its do not disturb is theirs when they log on there. */
  const agentsAt = new Map<string, Set<string>>();
  const changed = new Set<string>();
  let day: DayRange = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  let userAt: UserAt = () => null;
  let gaps: readonly Gap[] = [];

  const rowsFor = (subject: Subject): readonly StatusRow[] => {
    const own = [...subject.rows.values()];
    if (subject.kind === 'extension') return own;
    const places = new Set(own.flatMap(({ extension }) => (extension === null ? [] : [extension])));
    return [...own, ...[...places].flatMap((place) => [...(subjects.get(`extension ${place}`)?.rows.values() ?? [])])];
  };
  const derive = (subject: Subject): ReadonlyMap<string, DayStay> => {
    const stays = deriveStays(rowsFor(subject), gaps, userAt).filter(
      (stay) => stay.subject === subject.kind && stay.number === subject.number,
    );
    const cut = cutStays(stays, { from: day.start, to: day.end, now: Number.MAX_SAFE_INTEGER });
    return new Map(cut.map((stay) => toDayStay(stay, day.start)).map((stay) => [identity(stay), stay]));
  };
  const place = (row: StatusRow): void => {
    const of = subjectOf(row);
    if (of === null || row.at < day.start) return;
    const key = `${of.kind} ${of.number}`;
    const subject = subjects.get(key) ?? { ...of, rows: new Map<string, StatusRow>(), stays: new Map<string, DayStay>() };
    subjects.set(key, subject);
    subject.rows.set(row.statusId, row);
    changed.add(key);
    if (of.kind === 'agent' && row.extension !== null) {
      const agents = agentsAt.get(row.extension) ?? new Set<string>();
      agentsAt.set(row.extension, agents.add(key));
    }
    if (of.kind === 'extension') for (const agent of agentsAt.get(of.number) ?? []) changed.add(agent);
  };

  return {
    put: place,
    settle: (change) => {
      for (const key of changed) {
        const subject = subjects.get(key);
        if (subject === undefined) continue;
        const before = subject.stays;
        subject.stays = derive(subject);
        for (const [id, stay] of before) if (!subject.stays.has(id)) change(stay, -1);
        for (const [id, stay] of subject.stays) if (!before.has(id)) change(stay, 1);
      }
      changed.clear();
    },
    setGaps: (now) => {
      gaps = now;
      for (const key of subjects.keys()) changed.add(key);
    },
    setDay: (next, users) => {
      const rows = [...subjects.values()].flatMap((subject) => [...subject.rows.values()]);
      day = next;
      userAt = users;
      subjects.clear();
      agentsAt.clear();
      changed.clear();
      for (const row of rows) place(row);
    },
    current: () => [...subjects.values()].flatMap((subject) => [...subject.stays.values()]),
  };
};
