import type { CallEventOf } from '../../domain/call-event.ts';
import type { Gap } from '../../domain/engine-output.ts';
import type { EpochMs } from '../../domain/ids.ts';
import { resyncKeyOf } from './calls.ts';
import { doubtCall } from './doubt.ts';
import { endInferred } from './end-call.ts';
import { type FoldContext, writable } from './fold-context.ts';
import type { CallState, ResyncState } from './state.ts';

/** A call of which nothing was heard for this long while the link was up is over (rule set 1 §4 d). */
const silenceMs = 4 * 3_600_000;
/** Silent for half of that it is still shown, but not trusted any more. */
const doubtMs = silenceMs / 2;
/** Ids of ended calls are remembered this long for their last copies. */
const rememberEndedMs = 10_000;

const openGap = (fold: FoldContext, key: string, gap: Omit<Gap, 'gapId' | 'siteId' | 'endedAt'>): void => {
  if (fold.state.gaps[key] !== undefined) return;
  const opened: Gap = {
    ...gap,
    gapId: [fold.config.id, gap.cause, gap.node ?? gap.link, gap.startedAt.toString(36)].join('-'),
    siteId: fold.config.id,
    endedAt: null,
  };
  writable(fold, 'gaps')[key] = opened;
  fold.out.push({ type: 'gap', gap: opened });
};

const closeGap = (fold: FoldContext, key: string, at: EpochMs): void => {
  const gap = fold.state.gaps[key];
  if (gap === undefined) return;
  delete writable(fold, 'gaps')[key];
  fold.out.push({ type: 'gap', gap: { ...gap, endedAt: at } });
};

/** A resync of everything, or of a node, ends the gaps of nodes that are back. */
const closeNodeGaps = (fold: FoldContext, scope: string, at: EpochMs): void => {
  if (fold.state.nodesBack.length === 0) return;
  const told = (node: string): boolean => scope === '' || scope === `${node}:`;
  for (const node of fold.state.nodesBack) if (told(node)) closeGap(fold, `node|${node}`, at);
  fold.state.nodesBack = fold.state.nodesBack.filter((node) => !told(node));
};

/** A living link lets itself be heard with every heartbeat, far more often than this. */
const silentLinkMs = 90_000;

/**
 * A new spool is a new link: when one comes up for the first time, links that are down or have fallen silent are its predecessors. They
 * are no more; what was missed since their last event is a gap that ends here.
 */
const replaceOlderLinks = (fold: FoldContext, link: string, at: EpochMs): void => {
  for (const [older, { state }] of Object.entries(fold.state.linkStates)) {
    const heard = fold.state.linkTimes[older] ?? at;
    if (older === link || (state === 'up' && at - heard < silentLinkMs)) continue;
    if (state === 'up')
      openGap(fold, `link|${older}`, { cause: 'agentDown', link: older, node: null, startedAt: heard, detail: `replaced by ${link}` });
    closeGap(fold, `link|${older}`, at);
    delete writable(fold, 'linkStates')[older];
    fold.touched.links.add(older);
  }
};

/** What the link cannot vouch for any more is shown, but not trusted. */
const doubtCallsOf = (fold: FoldContext, link: string): void => {
  for (const call of Object.values(fold.state.calls)) if (call.link === link) doubtCall(fold, call);
};

/** Calls of its link a resync speaks for: all, those of a node (`1:`), or those a phone takes part in. */
const inScope = (call: CallState, scope: string | null): boolean => {
  if (scope === null || scope === '') return true;
  if (scope.endsWith(':')) return call.node === scope.slice(0, -1);
  return call.parties[scope] !== undefined;
};

const endResync = (fold: FoldContext, resync: ResyncState): void => {
  for (const call of Object.values(fold.state.calls)) {
    if (call.link !== resync.link || call.lastAt >= resync.at || resync.calls.includes(call.key) || !inScope(call, resync.scope)) continue;
    endInferred(fold, call, 'a resync of its devices ended without it');
  }
};

const down: readonly string[] = ['lost', 'stopped', 'portsFull', 'wrongPasswordOrNotLicensed', 'eventsNotLicensed'];
const isDown = (state: string): boolean => down.includes(state);

export const onLinkState = (fold: FoldContext, event: CallEventOf<'linkState'>): void => {
  const { link, at } = event;
  const code = event.resync === null ? null : resyncKeyOf(link, event.resync);
  if (event.state === 'resyncBegin') {
    if (code !== null) writable(fold, 'resyncs')[code] = { link, at, scope: event.scope, calls: [] };
    return;
  }
  if (event.state === 'resyncEnd') {
    const resync = code === null ? undefined : fold.state.resyncs[code];
    if (code !== null) delete writable(fold, 'resyncs')[code];
    if (resync !== undefined) endResync(fold, resync);
    if (event.scope === null || event.scope === '') closeGap(fold, `link|${link}`, at);
    closeNodeGaps(fold, event.scope ?? '', at);
    return;
  }
  if (event.state === 'numbersLost') {
    const detail = `events ${event.lostFrom} to ${event.lostTo} were lost: ${event.detail ?? 'no reason given'}`;
    openGap(fold, `lost|${link}`, { cause: 'numbersLost', link, node: null, startedAt: fold.state.linkTimes[link] ?? at, detail });
    closeGap(fold, `lost|${link}`, at);
    doubtCallsOf(fold, link);
    return;
  }
  const before = fold.state.linkStates[link];
  if (before?.state !== event.state) writable(fold, 'linkStates')[link] = { state: event.state, since: at, detail: event.detail };
  fold.touched.links.add(link);
  // A session begins although the one before never said that it ended: its agent died, at the earliest after the last it said.
  const died = event.state === 'connecting' && before?.state === 'up';
  if (event.state === 'up') {
    closeGap(fold, `link|${link}`, at);
    if (!fold.state.cameUp.includes(link)) replaceOlderLinks(fold, link, at);
    fold.state.cameUp = [...fold.state.cameUp.filter((other) => fold.state.linkStates[other] !== undefined && other !== link), link];
  } else if (before?.state === 'up' || isDown(event.state)) {
    openGap(fold, `link|${link}`, {
      cause: died || event.state === 'stopped' ? 'agentDown' : 'linkDown',
      link,
      node: null,
      startedAt: died ? (fold.state.linkTimes[link] ?? at) : at,
      detail: died ? 'the agent ended without a word' : event.detail,
    });
    doubtCallsOf(fold, link);
  }
};

export const onNodeLink = (fold: FoldContext, event: CallEventOf<'nodeLink'>): void => {
  const key = `node|${event.affectedNode}`;
  if (event.state === 'down') {
    fold.state.nodesBack = fold.state.nodesBack.filter((node) => node !== event.affectedNode);
    openGap(fold, key, { cause: 'nodeDown', link: event.link, node: event.affectedNode, startedAt: event.at, detail: event.reason });
    for (const call of Object.values(fold.state.calls)) if (call.node === event.affectedNode) doubtCall(fold, call);
    return;
  }
  // What happened meanwhile is known only after a resync.
  if (fold.state.gaps[key] === undefined || fold.state.nodesBack.includes(event.affectedNode)) return;
  fold.state.nodesBack = [...fold.state.nodesBack, event.affectedNode];
};

/** What time alone brings about: calls fallen silent, memories no longer needed. */
export const passTime = (fold: FoldContext, link: string, now: EpochMs): void => {
  for (const key in fold.state.ended) if (now - (fold.state.ended[key] ?? now) > rememberEndedMs) delete writable(fold, 'ended')[key];
  const kept = fold.state.linkStates[link];
  if (kept !== undefined && kept.state !== 'up') return;
  for (const key in fold.state.calls) {
    const call = fold.state.calls[key];
    if (call === undefined || call.link !== link) continue;
    const silentMs = now - Math.max(call.lastAt, kept?.since ?? 0);
    if (silentMs >= silenceMs) endInferred(fold, call, 'no event of it for four hours while the link was up');
    else if (silentMs >= doubtMs) doubtCall(fold, call);
  }
};
