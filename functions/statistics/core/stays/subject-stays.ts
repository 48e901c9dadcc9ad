import type { Gap } from '../../../domain/engine-output.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import type { Stay, StaySubject } from '../types/stay.ts';
import { type AgentState, newAgent, stepAgent } from './agent-points.ts';
import { cutRuns, type Piece } from './cut-runs.ts';
import { toStay, type UserAt } from './derive-stays.ts';
import { extensionPoints, stepExtension } from './extension-points.ts';
import { instantsOf } from './in-order.ts';
import { addPoint, type Point, type Run, runsFrom } from './runs.ts';
import { stopsOf } from './stops.ts';

/** Stays of one agent or extension as its rows come in order of time. */
export interface SubjectStays {
  /** Another row. @returns false when it is older than what was taken: then all rows must be taken anew, in order. */
  readonly take: (row: StatusRow) => boolean;
  /** Instant of the newest row. */
  readonly newest: () => number;
  /** Stays that no later row will change, each told once; and the others, as they are now. */
  readonly settle: () => { readonly settled: readonly Stay[]; readonly open: readonly Stay[] };
}
export interface SubjectContext {
  readonly siteId: string;
  readonly subject: StaySubject;
  readonly number: string;
  readonly gaps: readonly Gap[];
  readonly userAt: UserAt;
  /** Do not disturb rows of an extension. */
  readonly dndRows: (extension: string) => readonly StatusRow[];
}

/** Points of one clock of the subject; those of the newest instant may still be told otherwise. */
interface Clock {
  readonly begun: Point[];
  /** Points before the newest instant: they are final, and so are the runs that end in one of them. */
  final: number;
  /** Runs already told as settled; null = those around outages are not yet. */
  told: number | null;
}
const newClock = (): Clock => ({ begun: [], final: 0, told: null });

const plain = (runs: readonly Run[]): readonly Piece[] => runs.flatMap((run) => (run.held === null ? [] : [{ ...run, held: run.held }]));

/**
 * The same stays as `deriveStays`, without looking at the past again: a row costs what the newest instant and the open runs cost, however
 * long the day. Runs that began after the last outage ended are whole; those before are cut once, when all around them is final. While an
 * outage goes on everything is derived each time, but then nothing is told either.
 */
export const createSubjectStays = ({ siteId, subject, number, gaps, userAt, dndRows }: SubjectContext): SubjectStays => {
  const stops = stopsOf(gaps);
  const stopped = stops.reduce((last, { to }) => Math.max(last, to), Number.NEGATIVE_INFINITY);
  const clocks: readonly Clock[] = subject === 'agent' ? [newClock(), newClock()] : [newClock()];
  let agent: AgentState = newAgent;
  let phone = null as Point | null;
  /** As it was before the newest instant, whose rows are these. */
  let agentBefore = agent;
  let phoneBefore: Point | null = phone;
  let at = Number.NEGATIVE_INFINITY;
  let told: StatusRow[] = [];

  const phoneDnd = (extension: string, when: number): { readonly number: number | null } | null => {
    const held = extensionPoints(dndRows(extension)).findLast((point) => point.at <= when)?.held ?? null;
    return held === null ? null : { number: held.dndNumber };
  };
  const replay = (): void => {
    agent = agentBefore;
    phone = phoneBefore;
    for (const clock of clocks) clock.begun.length = clock.final;
    for (const instant of instantsOf(told)) {
      if (subject === 'extension') {
        phone = stepExtension(phone, instant);
        addPoint(clocks[0]?.begun ?? [], phone);
        continue;
      }
      const step = stepAgent(agent, instant, phoneDnd);
      agent = step.state;
      addPoint(clocks[0]?.begun ?? [], step.duty);
      addPoint(clocks[1]?.begun ?? [], step.activity);
    }
  };
  const settleClock = (clock: Clock): { readonly settled: readonly Piece[]; readonly open: readonly Piece[] } => {
    const { begun, final } = clock;
    const settled: Piece[] = [];
    if (clock.told === null) {
      const base = begun.findIndex((point) => point.at > stopped);
      const first = begun[base];
      if (first === undefined || base > final - 2) return { settled, open: cutRuns(runsFrom(begun, 0), stops) };
      settled.push(...cutRuns(runsFrom(begun, 0), stops).filter((piece) => piece.from < first.at));
      clock.told = base;
    }
    const ended = Math.max(clock.told, final - 1);
    const runs = runsFrom(begun, clock.told);
    settled.push(...plain(runs.slice(0, ended - clock.told)));
    const open = plain(runs.slice(ended - clock.told));
    clock.told = ended;
    return { settled, open };
  };
  const toStays = (pieces: readonly Piece[]): readonly Stay[] => pieces.map((piece) => toStay(siteId, subject, number, piece, userAt));

  return {
    take: (row) => {
      if (row.at < at) return false;
      if (row.at > at) {
        for (const clock of clocks) clock.final = clock.begun.length;
        agentBefore = agent;
        phoneBefore = phone;
        at = row.at;
        told = [];
      }
      told.push(row);
      replay();
      return true;
    },
    newest: () => at,
    settle: () => {
      const parts = clocks.map(settleClock);
      return { settled: toStays(parts.flatMap(({ settled }) => settled)), open: toStays(parts.flatMap(({ open }) => open)) };
    },
  };
};
