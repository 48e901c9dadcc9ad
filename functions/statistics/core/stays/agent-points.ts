import { agentStateOf } from '../../../domain/agent-state.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import { type Instant, instantsOf, lastOf } from './in-order.ts';
import type { Held, Point } from './runs.ts';

type Dnd = { readonly number: number | null } | null;
/** What is known of one agent. */
export interface Known {
  readonly groups: ReadonlySet<string>;
  readonly base: 'free' | 'busy' | 'wrap';
  readonly dnd: Dnd;
  readonly extension: string | null;
  readonly name: string | null;
}

const isSameDnd = (a: Dnd, b: Dnd): boolean => (a === null) === (b === null) && a?.number === b?.number;
const dndOf = (row: StatusRow): Dnd => (row.status === 'dndOn' ? { number: row.dndNumber } : null);
const groupOf = (row: StatusRow): string => row.huntGroup ?? '';
/** Stands for the groups of an agent whose log-on was before the rows that are there. */
const unknownGroup = '?';

const isBase = (status: StatusRow['status']): status is Known['base'] => status === 'free' || status === 'busy' || status === 'wrap';
const isDnd = ({ status }: StatusRow): boolean => status === 'dndOn' || status === 'dndOff';

const groupsAfter = (known: Known, rows: readonly StatusRow[], carriedOver: boolean): ReadonlySet<string> => {
  const on = rows.filter(({ status }) => status === 'loggedOn').map(groupOf);
  // What is carried over is all there is.
  if (carriedOver && on.length > 0) return new Set(on);
  const groups = new Set([...known.groups, ...on]);
  // Only an agent on duty has a state.
  if (groups.size === 0 && rows.some(({ status }) => status !== 'loggedOut')) groups.add(unknownGroup);
  const off = rows.filter(({ status }) => status === 'loggedOut').map(groupOf);
  for (const group of off) groups.delete(group);
  if (off.length > 0 && groups.size === 1 && groups.has(unknownGroup)) groups.clear();
  return groups;
};

const apply = (known: Known, rows: readonly StatusRow[], carriedOver: boolean, phoneDnd: (extension: string) => Dnd): Known => {
  const acd = rows.filter(({ kind }) => kind === 'acd');
  const groups = groupsAfter(known, acd, carriedOver);
  const placed = acd.findLast(({ extension, status }) => extension !== null && status !== 'loggedOut');
  const extension = placed?.extension ?? known.extension;
  const arrives = known.groups.size === 0 || extension !== known.extension;
  const base = arrives && known.groups.size === 0 ? 'free' : known.base;
  const told = acd.map(({ status }) => status).filter(isBase);
  const dnd = arrives || carriedOver ? (extension === null ? null : phoneDnd(extension)) : known.dnd;
  const ownDnd = acd.filter(isDnd).map(dndOf);
  return {
    groups,
    base: lastOf(base, told, (a, b) => a === b),
    dnd: lastOf(dnd, ownDnd, isSameDnd),
    extension,
    name: acd.findLast(({ agentName }) => agentName !== null)?.agentName ?? known.name,
  };
};

const activityOf = ({ groups, base, dnd }: Known): Held | null => {
  const conditions = { onDuty: groups.size > 0, talking: base === 'busy', dnd: dnd !== null, wrap: base === 'wrap', ringing: false };
  const state = agentStateOf(conditions);
  if (state === 'loggedOut') return null;
  // Ringing is free on this clock and was never asked for.
  return { state: state === 'ringing' ? 'free' : state, dndNumber: state === 'dnd' ? (dnd?.number ?? null) : null };
};

/** An agent as it was left by the instants so far. */
export interface AgentState {
  readonly known: Known;
  readonly onDuty: boolean;
}
export const newAgent: AgentState = {
  known: { groups: new Set(), base: 'free', dnd: null, extension: null, name: null },
  onDuty: false,
};
/** Do not disturb of a phone at an instant, for the agent who logs on where it is set already. */
export type PhoneDnd = (extension: string, at: number) => { readonly number: number | null } | null;

/** The agent after one more instant, and what held from then on. */
export const stepAgent = (
  { known: before, onDuty }: AgentState,
  { at, carriedOver, rows: told }: Instant,
  phoneDnd: PhoneDnd,
): { readonly state: AgentState; readonly duty: Point; readonly activity: Point } => {
  const known = apply(before, told, carriedOver, (extension) => phoneDnd(extension, at));
  const isOn = known.groups.size > 0;
  const begins = isOn && told.every(({ status }) => status !== 'loggedOn');
  const point = { at, name: known.name, real: !carriedOver };
  // On duty without a log-on can only be going on.
  const real = point.real && !(begins && !onDuty);
  return {
    state: { known, onDuty: isOn },
    duty: { ...point, real, held: isOn ? { state: 'onDuty', dndNumber: null } : null },
    activity: { ...point, held: activityOf(known) },
  };
};

export interface AgentPoints {
  readonly duty: readonly Point[];
  readonly activity: readonly Point[];
}

/** When an agent was on duty and in which of the four states (rule set 1 §8.17). `rows` = the agent's own. */
export const agentPoints = (rows: readonly StatusRow[], phoneDnd: PhoneDnd): AgentPoints => {
  let agent = newAgent;
  const duty: Point[] = [];
  const activity: Point[] = [];
  for (const instant of instantsOf(rows)) {
    const step = stepAgent(agent, instant, phoneDnd);
    agent = step.state;
    duty.push(step.duty);
    activity.push(step.activity);
  }
  return { duty, activity };
};
