import type { EpochMs } from '../../domain/ids.ts';
import type { CallType, Direction } from '../../domain/segment.ts';
import { agentNameOf } from './attribution.ts';
import { cleanDialled, e164Of, withDdiPrefix } from './dial-plan.ts';
import { isTrunk, nameOf, type SiteView } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

export interface Outside {
  readonly outsideNumber: string | null;
  readonly outsideE164: string | null;
  readonly contactName: string | null;
  readonly speedDialName: string | null;
}

/** What all rows and live objects of a call say alike. */
export interface SharedFacts {
  readonly type: CallType;
  readonly direction: Direction;
  readonly trunk: string | null;
  readonly trunkName: string | null;
  /** The other side, by the call's own digits. */
  readonly outside: Outside;
  readonly ddi: string | null;
  readonly dnis: string | null;
}

/** External if any party is a line; a failed attempt also when it dialled more than an extension (rule set 1 §5, §3.6). */
const typeOfCall = (view: SiteView, call: CallState): CallType => {
  if (call.trunks.length > 0) return 'external';
  const far = (call.dialled ?? '').length > view.config.dialPlan.maxExtensionLength;
  return far && call.segments.some((s) => s.kind === 'failed') ? 'external' : 'internal';
};

export const outsideOf = (view: SiteView, number: string | null, inbound: boolean): Outside => {
  if (number === null) return { outsideNumber: null, outsideE164: null, contactName: null, speedDialName: null };
  const outsideE164 = e164Of(number, view.config.country);
  const key = outsideE164 ?? number;
  const contactName = view.index.contactName(key);
  return {
    outsideNumber: number,
    outsideE164,
    contactName,
    // PBX speed dials match inbound calls only, and a contact with the same number wins (manual L16523).
    speedDialName: inbound && contactName === null ? view.index.speedDialName(key) : null,
  };
};

/** Dialled digits as the number outside; a line's own number is none. */
export const dialledOutside = (view: SiteView, digits: string | null, node: string): string | null =>
  digits === null || isTrunk(view, digits, node) ? null : cleanDialled(digits, view.config.dialPlan);

export const sharedOf = (view: SiteView, call: CallState): SharedFacts => {
  const type = typeOfCall(view, call);
  const inbound = call.originIsTrunk;
  const trunk = call.trunks[0] ?? null;
  const number = type === 'internal' ? null : inbound ? call.callerNumber : dialledOutside(view, call.dialled, call.node);
  return {
    type,
    direction: inbound ? 'in' : 'out',
    trunk,
    trunkName: nameOf(view, trunk, call.node),
    outside: outsideOf(view, number, inbound),
    ddi: !inbound || call.ddi === null ? null : withDdiPrefix(call.ddi, view.config.dialPlan),
    dnis: inbound ? call.trunkName : null,
  };
};

export interface Person {
  readonly id: string | null;
  readonly name: string | null;
}

const nobody: Person = { id: null, name: null };

/** Agent beats extension, each as assigned at that instant (rule set 1 §5). */
export const userOf = (view: SiteView, agent: string | null, extension: string | null, at: EpochMs): Person => {
  const user =
    (agent === null ? null : view.index.userOfAgent(agent, at)) ?? (extension === null ? null : view.index.userOfExtension(extension, at));
  return user === null ? nobody : { id: user.id, name: user.name === '' ? null : user.name };
};

export interface Caller {
  readonly extension: string | null;
  readonly extensionName: string | null;
  readonly agent: string | null;
  readonly agentName: string | null;
  readonly user: Person;
}

const noCaller: Caller = { extension: null, extensionName: null, agent: null, agentName: null, user: nobody };

/** Who called, on internal calls only (rule set 1 §3.5); the user as assigned when the segment began. */
export const callerOf = (
  view: SiteView,
  call: CallState,
  type: CallType,
  device: string | null,
  segment: Pick<SegmentState, 'callingAgent' | 'startedAt'> | undefined,
): Caller => {
  const agent = segment?.callingAgent ?? null;
  if (type !== 'internal' || device === null || isTrunk(view, device, call.node)) return noCaller;
  return {
    extension: device,
    extensionName: nameOf(view, device, call.node),
    agent,
    agentName: agentNameOf(view, agent, call.node),
    user: userOf(view, agent, device, segment?.startedAt ?? call.startedAt),
  };
};
