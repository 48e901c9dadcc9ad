import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';

/** Calls remembered; a system has far fewer at a time. */
const maxCalls = 10_000;

interface Candidate {
  readonly node: string;
  /** Devices that hold the call: as long as there is one, the id is taken. */
  readonly parties: Set<string>;
  readonly alerted: Set<string>;
  ended: boolean;
}

export interface CallNodes {
  /** Node that identifies the event's call. `nodeOfDevice` answers null for a device nobody listed. */
  settle(event: UnnumberedEvent, nodeOfDevice: (device: string) => string | null): string;
  clear(): void;
}

/**
 * Behind a gateway a call may have parties on several nodes while its identity needs one: it keeps the node it started on. The same
 * id may live on two nodes at once; then the devices tell the calls apart.
 */
export const createCallNodes = (): CallNodes => {
  const calls = new Map<string, Candidate[]>();

  const add = (callId: string, candidates: readonly Candidate[], node: string): Candidate => {
    const candidate: Candidate = { node, parties: new Set(), alerted: new Set(), ended: false };
    calls.delete(callId);
    calls.set(callId, [...candidates.filter((c) => !c.ended), candidate]);
    for (const oldest of calls.keys()) {
      if (calls.size <= maxCalls) break;
      calls.delete(oldest);
    }
    return candidate;
  };

  const start = (callId: string, device: string, node: string): string => {
    const candidates = calls.get(callId) ?? [];
    const same = candidates.find((c) => c.node === node && !c.ended);
    const candidate = same ?? add(callId, candidates, node);
    if (same !== undefined && !same.parties.has(device)) same.parties.clear();
    candidate.parties.add(device);
    return node;
  };

  const find = (callId: string, named: readonly (string | null)[], node: string): Candidate | undefined => {
    const all = calls.get(callId) ?? [];
    const live = all.filter((c) => !c.ended);
    const candidates = live.length > 0 ? live : all;
    if (candidates.length < 2) return candidates[0];
    const holds = (c: Candidate): boolean => named.some((device) => device !== null && (c.parties.has(device) || c.alerted.has(device)));
    // The newest first: an older one may have ended while the link was down.
    return candidates.findLast(holds) ?? candidates.find((c) => c.node === node) ?? candidates[0];
  };

  return {
    settle(event, nodeOfDevice) {
      if (!('callId' in event) || event.kind === 'information' || event.callId === null) return event.node;
      const { callId } = event;
      const device = 'device' in event ? event.device : null;
      if (event.kind === 'initiated' || (event.kind === 'originated' && event.trunk === null))
        return start(callId, device ?? '', event.node);
      const calling = 'callingDevice' in event ? event.callingDevice : null;
      const found = find(callId, [device, calling], event.node);
      if (found === undefined && (event.kind === 'partyCleared' || event.kind === 'callCleared')) return event.node;
      const home = (calling === null ? null : nodeOfDevice(calling)) ?? event.node;
      const candidate = found ?? add(callId, calls.get(callId) ?? [], home);
      if (found === undefined && calling !== null) candidate.parties.add(calling);
      if (device !== null) {
        if (event.kind === 'answered' || event.kind === 'retrieved' || event.kind === 'held') candidate.parties.add(device);
        else if (event.kind === 'ringing') candidate.alerted.add(device);
        else if (event.kind === 'diverted') candidate.alerted.delete(device);
        else if (event.kind === 'partyCleared') {
          candidate.parties.delete(device);
          candidate.alerted.delete(device);
          candidate.ended = candidate.parties.size === 0;
        }
      }
      if (event.kind === 'transferred') {
        candidate.parties.delete(event.device);
        if (event.transferredDevice !== null) candidate.parties.add(event.transferredDevice);
        if (event.destination !== null) candidate.alerted.add(event.destination);
      }
      return candidate.node;
    },
    clear: () => calls.clear(),
  };
};
