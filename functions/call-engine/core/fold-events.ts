import type { CallEvent } from '../../domain/call-event.ts';
import type { Emitted } from '../../domain/engine-output.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { freeClearedAgents } from './agents.ts';
import { passReset } from './carry-over.ts';
import { onDirectoryChanged } from './directory.ts';
import { type FoldContext, reportAnomaly, startFold } from './fold-context.ts';
import { lastVersions } from './last-versions.ts';
import { onLinkState, onNodeLink, passTime } from './links.ts';
import { liveDeltaOf } from './live-delta.ts';
import { onAgentState } from './on-agent-state.ts';
import { onConferenced } from './on-conferenced.ts';
import { onAnswered, onHeld, onRetrieved } from './on-connected.ts';
import { onDeviceState } from './on-device-state.ts';
import { onDiverted } from './on-diverted.ts';
import { onDnd } from './on-dnd.ts';
import { onCallCleared, onCallInfo, onFailed, onPartyCleared } from './on-ended.ts';
import { onQueued, onRinging } from './on-ringing.ts';
import { onInitiated, onOrigination } from './on-start.ts';
import { onTransferred } from './on-transferred.ts';
import { isOrdinary } from './ordinary-event.ts';
import { publishTouched } from './publish.ts';
import type { EngineState } from './state.ts';

export type { EngineState } from './state.ts';
export { initialEngineState } from './state.ts';

const lastNumberOf = (event: CallEvent): number => (event.kind === 'linkState' && event.lostTo !== null ? event.lostTo : event.seq);

const apply = (fold: FoldContext, event: CallEvent): void => {
  switch (event.kind) {
    case 'initiated':
      return onInitiated(fold, event);
    case 'originated':
      return onOrigination(fold, event);
    case 'queued':
      return onQueued(fold, event);
    case 'ringing':
      return onRinging(fold, event);
    case 'answered':
      return onAnswered(fold, event);
    case 'held':
      return onHeld(fold, event);
    case 'retrieved':
      return onRetrieved(fold, event);
    case 'diverted':
      return onDiverted(fold, event);
    case 'transferred':
      return onTransferred(fold, event);
    case 'conferenced':
      return onConferenced(fold, event);
    case 'failed':
      return onFailed(fold, event);
    case 'partyCleared':
      return onPartyCleared(fold, event);
    case 'callCleared':
      return onCallCleared(fold, event);
    case 'callInfo':
      return onCallInfo(fold, event);
    case 'agentState':
      return onAgentState(fold, event);
    case 'dnd':
      return onDnd(fold, event);
    case 'deviceState':
      return onDeviceState(fold, event);
    case 'nodeLink':
      return onNodeLink(fold, event);
    case 'linkState':
      return onLinkState(fold, event);
    case 'directoryChanged':
      return onDirectoryChanged(fold, event);
    case 'unrecognised':
      return reportAnomaly(fold, 'unrecognised', event.at, null, `${event.reason}: ${event.raw}`);
    case 'tick':
      return passTime(fold, event.link, event.at);
    case 'offered':
    case 'forward':
    case 'messageWaiting':
    case 'alarm':
    case 'information':
      return;
  }
};

/** Copies carry the instant of the first one, so a link's time may step back this far without meaning anything. */
const copyWindowMs = 2000;

const keepTime = (fold: FoldContext, event: CallEvent): void => {
  const { state } = fold;
  if (state.firstAt === 0) state.firstAt = event.at;
  const last = state.linkTimes[event.link];
  if (last === undefined || event.at > last) state.linkTimes[event.link] = event.at;
  else if (event.at < last - copyWindowMs) {
    state.linkTimes[event.link] = event.at;
    reportAnomaly(fold, 'outOfOrderTime', event.at, null, `clock of link ${event.link} went back by ${last - event.at} ms`);
  }
};

/**
 * The engine: folds call events into the state of one site and tells what came of them. Pure and total: the same state, events and
 * configuration give the same result, the state handed in is never changed, and no event makes it throw. Events at or below the last
 * number of their link change nothing, so any batch may come again. Rows are told once a fold, in their last version.
 */
export const foldEvents = (
  state: EngineState,
  events: readonly CallEvent[],
  config: SiteConfig,
): { state: EngineState; emitted: Emitted[] } => {
  const fold = startFold(state, config);
  for (const event of events) {
    if (event.seq <= (fold.state.links[event.link] ?? 0)) continue;
    fold.link = event.link;
    fold.seq = event.seq;
    freeClearedAgents(fold, event.at);
    passReset(fold, event.at);
    if (isOrdinary(event)) apply(fold, event);
    else
      reportAnomaly(
        fold,
        'unrecognised',
        event.at,
        null,
        `${event.kind} names something that can be no device: ${JSON.stringify(event).slice(0, 500)}`,
      );
    fold.state.links[event.link] = lastNumberOf(event);
    keepTime(fold, event);
    if (event.at > fold.state.at) fold.state.at = event.at;
  }
  publishTouched(fold);
  const delta = liveDeltaOf(fold);
  if (delta !== null) fold.out.push({ type: 'live', delta });
  return { state: fold.state, emitted: lastVersions(fold.out) };
};
