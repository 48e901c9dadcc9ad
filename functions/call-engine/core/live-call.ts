import type { LiveCall } from '../../domain/live.ts';
import { agentNameOf } from './attribution.ts';
import { groupNameOf, groupOf } from './segment-row.ts';
import { sharedOf } from './shared-facts.ts';
import { nameOf, type SiteView } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

/** The segment that says where the call is now: the newest that talks, else the newest that waits. */
const presentOf = (call: CallState): SegmentState | undefined => {
  let waiting: SegmentState | undefined;
  let through: SegmentState | undefined;
  for (const segment of call.segments) {
    if (segment.endedAt !== null) continue;
    if (segment.answeredAt === null) waiting = segment;
    else through = segment;
  }
  return through ?? waiting;
};

const hasFailed = (call: CallState): boolean => Object.values(call.parties).includes('failed');

const stateOf = (call: CallState, present: SegmentState | undefined): LiveCall['state'] => {
  if (present === undefined) return hasFailed(call) ? 'failed' : 'dialling';
  if (present.answeredAt !== null) return present.heldSince === null ? 'connected' : 'held';
  if (present.kind === 'failed' || hasFailed(call)) return 'failed';
  if (present.kind === 'queue') return 'queued';
  return present.kind === 'outbound' ? 'dialling' : 'ringing';
};

export const toLiveCall = (view: SiteView, call: CallState): LiveCall => {
  const present = presentOf(call);
  const { node } = call;
  const shared = sharedOf(view, call);
  const first = call.segments[0]?.startedAt ?? call.startedAt;
  const caller = call.originIsTrunk ? null : call.origin;
  const extension = present?.device ?? null;
  const agent = present?.agent ?? null;
  return {
    key: call.id,
    callType: shared.type,
    direction: shared.direction,
    state: stateOf(call, present),
    startedAt: first,
    since: present === undefined ? call.startedAt : (present.heldSince ?? present.answeredAt ?? present.startedAt),
    waitingSince: call.liveZero ?? first,
    answeredAt: call.segments.map((s) => s.answeredAt).find((at) => at !== null) ?? null,
    extension,
    extensionName: nameOf(view, extension, node),
    agent,
    agentName: agentNameOf(view, agent, node),
    callingExtension: caller,
    callingExtensionName: nameOf(view, caller, node),
    huntGroup: present === undefined ? null : groupOf(present),
    huntGroupName: present === undefined ? null : groupNameOf(view, present, node),
    position: present?.kind === 'queue' ? call.position : null,
    trunk: shared.trunk,
    trunkName: shared.trunkName,
    outsideNumber: shared.outside.outsideNumber,
    contactName: shared.outside.contactName,
    ddi: shared.ddi,
    dnis: shared.dnis,
    segmentCount: call.segments.length,
    unconfirmed: call.unconfirmed,
    pbxCallId: call.pbxCallId,
    node,
    ...(call.trunkToTrunk && { trunkToTrunk: true }),
  };
};
