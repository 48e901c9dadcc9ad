import type { Gap } from '../../../domain/engine-output.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import { type DayStay, toDayStay } from '../../../statistics/formulas.ts';
import { createSubjectStays, cutStays, type Stay, type SubjectStays, type UserAt } from '../../../statistics/stays.ts';

export interface DayRange {
  readonly start: number;
  readonly end: number;
}
/**
 * Status rows of a day, and the stays they make. A row that is the newest of its subject costs what the open stays of that subject cost,
 * however long the day; an older one derives the day of its subject anew, and of nobody else.
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
  /** Null = to be derived anew. */
  stays: SubjectStays | null;
  /** Start of the first stay in each state: only that one may have been open as the day began. */
  first: Map<string, number>;
  settled: DayStay[];
  open: readonly DayStay[];
}

const subjectOf = (row: StatusRow): { readonly kind: Subject['kind']; readonly number: string } | null => {
  const number = row.kind === 'acd' ? row.agent : row.extension;
  return number === null ? null : { kind: row.kind === 'acd' ? 'agent' : 'extension', number };
};
/** Everything of a stay that any figure looks at. */
const identity = (stay: DayStay): string =>
  [stay.stayId, stay.startedAt, stay.endedAt, stay.entry, stay.messageOnly, stay.exit, stay.openAtStart, stay.name, stay.userId].join(' ');
const stateOf = (stay: Stay): string => `${stay.state} ${stay.dndNumber}`;

export const createStayBook = (): StayBook => {
  const subjects = new Map<string, Subject>();
  /** Agents whose rows name an extension: its do not disturb is theirs when they log on there. */
  const agentsAt = new Map<string, Set<string>>();
  const changed = new Set<string>();
  let day: DayRange = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  let userAt: UserAt = () => null;
  let gaps: readonly Gap[] = [];

  const begin = (subject: Subject): SubjectStays => {
    const rows = [...subject.rows.values()].sort((a, b) => a.at - b.at);
    const stays = createSubjectStays({
      siteId: rows[0]?.siteId ?? '',
      subject: subject.kind,
      number: subject.number,
      gaps,
      userAt,
      dndRows: (extension) => [...(subjects.get(`extension ${extension}`)?.rows.values() ?? [])],
    });
    for (const row of rows) stays.take(row);
    return stays;
  };
  const cut = (stays: readonly Stay[], first: Map<string, number>): readonly DayStay[] =>
    stays.flatMap((stay) => {
      const state = stateOf(stay);
      const since = first.get(state);
      if (since === undefined) first.set(state, stay.startedAt);
      const inside = cutStays([stay], { from: day.start, to: day.end, now: Number.MAX_SAFE_INTEGER });
      return inside.map((one) =>
        toDayStay({ ...one, openAtStart: one.openAtStart && (since ?? stay.startedAt) >= stay.startedAt }, day.start),
      );
    });
  const place = (row: StatusRow): void => {
    const of = subjectOf(row);
    if (of === null || row.at < day.start) return;
    const key = `${of.kind} ${of.number}`;
    const subject = subjects.get(key) ?? {
      ...of,
      rows: new Map<string, StatusRow>(),
      stays: null,
      first: new Map<string, number>(),
      settled: [],
      open: [],
    };
    subjects.set(key, subject);
    const known = subject.rows.get(row.statusId);
    if (known !== undefined && known.status === row.status && known.extension === row.extension && known.dndNumber === row.dndNumber)
      return;
    subject.rows.set(row.statusId, row);
    changed.add(key);
    // What was carried over at the reset may turn out to have been something else: the same row says so.
    if (known !== undefined || subject.stays?.take(row) === false) subject.stays = null;
    if (of.kind === 'agent' && row.extension !== null) {
      const agents = agentsAt.get(row.extension) ?? new Set<string>();
      agentsAt.set(row.extension, agents.add(key));
    }
    if (of.kind === 'agent') return;
    // Who logged on there before looked at the phone as it was then.
    for (const name of agentsAt.get(of.number) ?? []) {
      const agent = subjects.get(name);
      if (agent?.stays == null || agent.stays.newest() < row.at) continue;
      agent.stays = null;
      changed.add(name);
    }
  };

  return {
    put: place,
    settle: (change) => {
      for (const key of changed) {
        const subject = subjects.get(key);
        if (subject === undefined) continue;
        if (subject.stays === null) {
          for (const stay of subject.settled) change(stay, -1);
          subject.settled = [];
          subject.first = new Map();
          subject.stays = begin(subject);
        }
        const told = subject.stays.settle();
        const before = new Map(subject.open.map((stay) => [identity(stay), stay]));
        const now = [...cut(told.settled, subject.first)];
        const open = cut(told.open, new Map(subject.first));
        for (const stay of [...now, ...open]) if (!before.delete(identity(stay))) change(stay, 1);
        for (const stay of before.values()) change(stay, -1);
        subject.settled.push(...now);
        subject.open = open;
      }
      changed.clear();
    },
    setGaps: (now) => {
      gaps = now;
      for (const [key, subject] of subjects) {
        subject.stays = null;
        changed.add(key);
      }
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
    current: () => [...subjects.values()].flatMap((subject) => [...subject.settled, ...subject.open]),
  };
};
