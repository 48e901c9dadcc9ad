import type { Gap } from '../../../../functions/domain/engine-output.ts';
import type { LiveLink } from '../../../../functions/domain/live.ts';
import type { AgentPresence } from '../../api/types.ts';
import type { Board } from './board.ts';
import type { ConnectionStatus } from './socket-core.ts';

/** Figures not confirmed for longer than this are marked. */
export const staleAfterMs = 10_000;
/** A change of sockets that takes no longer is nobody's business. */
const blinkMs = 3_000;
/** No call event for so long is worth a word: is it quiet, or is something wrong? */
export const quietAfterMs = 60_000;

export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'ended';

export type Trouble =
  /** Nothing was ever heard of the site: no agent enrolled, as far as is known, or none that has reported. */
  | { readonly kind: 'neverHeard'; readonly since: null; readonly enrolled: boolean | null }
  /** The agent is heard, and has not had anything to tell of the PBX yet. */
  | { readonly kind: 'neverLinked'; readonly since: null }
  /** Nothing confirms the figures: the connection to the cloud is gone. */
  | { readonly kind: 'connectionLost'; readonly since: number }
  /** The cloud is reached, the agent at the site is not heard. */
  | { readonly kind: 'agentDown'; readonly since: number }
  /** The agent is heard, its PBX link is down. */
  | { readonly kind: 'pbxDown'; readonly since: number; readonly detail: string | null }
  | { readonly kind: 'nodeDown'; readonly since: number; readonly node: string | null }
  /** The link is coming back; the picture is being compared with the PBX. */
  | { readonly kind: 'resynchronising'; readonly since: number };

export interface Freshness {
  readonly connection: Connection;
  /** How long ago the server confirmed the figures; null before the first. */
  readonly ageMs: number | null;
  /** Figures must be marked: they may no longer be true. */
  readonly stale: boolean;
  readonly trouble: Trouble | null;
  /** Time without any event although all is well; null when there was one lately, or when it cannot be known. */
  readonly quietMs: number | null;
}

export interface FreshnessFacts {
  readonly status: ConnectionStatus;
  readonly statusSince: number;
  readonly confirmedAt: number | null;
  readonly online: boolean;
  readonly board: Board | null;
  readonly agents: AgentPresence;
  /** This machine's clock, epoch ms: what ages are measured with. */
  readonly now: number;
  /** The cloud's clock, epoch ms: what instants in the data are compared with. */
  readonly serverNow: number;
}

const connectionOf = ({ status, online, confirmedAt, now }: FreshnessFacts): Connection => {
  switch (status) {
    case 'open':
      return confirmedAt === null ? 'connecting' : 'connected';
    case 'idle':
    case 'connecting':
    case 'waiting':
      if (!online) return 'offline';
      if (confirmedAt === null) return 'connecting';
      return now - confirmedAt < blinkMs ? 'connected' : 'reconnecting';
    case 'offline':
      return 'offline';
    case 'denied':
      return 'ended';
  }
};

const downLinkStates = new Set([
  'connecting',
  'loggingIn',
  'wrongPasswordOrNotLicensed',
  'portsFull',
  'eventsNotLicensed',
  'lost',
  'stopped',
  'down',
]);
const resyncLinkStates = new Set(['startingUp', 'resyncBegin']);

const earliest = <T>(items: readonly T[], instantOf: (item: T) => number): T | undefined =>
  items.reduce<T | undefined>((first, item) => (first === undefined || instantOf(item) < instantOf(first) ? item : first), undefined);

/** The gap of a link whose agent has come back with a new one says nothing about now. */
const isOver = (gap: Gap, links: readonly LiveLink[]): boolean =>
  gap.cause !== 'nodeDown' && links.some((link) => link.key !== gap.link && link.state === 'up' && link.since >= gap.startedAt);

const gapOf = ({ gaps, links }: Board, cause: Gap['cause']): Gap | undefined =>
  earliest(
    gaps.filter((gap) => gap.cause === cause && !isOver(gap, links)),
    (gap) => gap.startedAt,
  );

const linkIn = (links: readonly LiveLink[], states: ReadonlySet<string>): LiveLink | undefined =>
  earliest(
    links.filter((link) => states.has(link.state)),
    (link) => link.since,
  );

/** No event and no link ever: zeroes would be taken for quiet. */
export const isUnheard = ({ seq, asOf, links }: Board): boolean => seq === 0 && asOf === 0 && links.length === 0;

const neverTrouble = (board: Board, agents: AgentPresence): Trouble | null => {
  if (!isUnheard(board)) return null;
  switch (agents.kind) {
    case 'heard':
      return { kind: 'neverLinked', since: null };
    case 'silent':
      return { kind: 'agentDown', since: agents.since };
    case 'none':
    case 'never':
    case 'unknown':
      return { kind: 'neverHeard', since: null, enrolled: agents.kind === 'unknown' ? null : agents.kind === 'never' };
  }
};

/** An old spool's link stays in the list; only when no link is up do the figures suffer. */
const siteTrouble = (board: Board, agents: AgentPresence): Trouble | null => {
  const never = neverTrouble(board, agents);
  if (never !== null) return never;
  const agent = gapOf(board, 'agentDown')?.startedAt ?? (agents.kind === 'silent' ? agents.since : null);
  if (agent !== null) return { kind: 'agentDown', since: agent };
  const link = gapOf(board, 'linkDown');
  if (link !== undefined) return { kind: 'pbxDown', since: link.startedAt, detail: link.detail };
  const up = board.links.some((each) => each.state === 'up' || each.state === 'resyncEnd');
  const down = up ? undefined : linkIn(board.links, downLinkStates);
  if (down !== undefined) return { kind: 'pbxDown', since: down.since, detail: down.detail };
  const node = gapOf(board, 'nodeDown');
  if (node !== undefined) return { kind: 'nodeDown', since: node.startedAt, node: node.node };
  const resync = linkIn(board.links, resyncLinkStates);
  return resync === undefined ? null : { kind: 'resynchronising', since: resync.since };
};

/** How far the figures on show may be trusted, and if not, why. */
export const computeFreshness = (facts: FreshnessFacts): Freshness => {
  const { board, confirmedAt, now, serverNow } = facts;
  const connection = connectionOf(facts);
  const ageMs = confirmedAt === null ? null : Math.max(0, now - confirmedAt);
  const old = board !== null && (ageMs === null || ageMs > staleAfterMs);
  if (old || (connection === 'ended' && board !== null)) {
    return { connection, ageMs, stale: true, trouble: { kind: 'connectionLost', since: confirmedAt ?? facts.statusSince }, quietMs: null };
  }
  const trouble = board === null ? null : siteTrouble(board, facts.agents);
  const sinceEvent = board === null || board.asOf === 0 ? null : Math.max(0, serverNow - board.asOf);
  return {
    connection,
    ageMs,
    stale: trouble !== null && trouble.kind !== 'resynchronising',
    trouble,
    quietMs: trouble === null && sinceEvent !== null && sinceEvent >= quietAfterMs ? sinceEvent : null,
  };
};
