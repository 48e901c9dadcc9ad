import type { CallEvent, CallEventKind, CallEventOf } from '../../../domain/call-event.ts';
import { plainEvent } from './play.ts';

type Fields<K extends CallEventKind> = Partial<Omit<CallEventOf<K>, 'v' | 'kind' | 'seq' | 'at'>>;

/** A story in neutral events, told by its verbs; `play.ts` tells one in lines of the PBX. */
export interface Script {
  readonly events: CallEvent[];
  /** Adds one event `seconds` after the start of the script. */
  add<K extends CallEventKind>(seconds: number, kind: K, fields?: Fields<K>): Script;
  /** An inbound call on 94101 begins. */
  inbound(seconds: number, callId?: string): Script;
  /** A phone rings, at a group's wish when one is named. */
  rings(seconds: number, device: string, huntGroup?: string | null, callId?: string): Script;
  answers(seconds: number, device: string, callId?: string): Script;
  clears(seconds: number, device: string, callId?: string): Script;
  tick(seconds: number): Script;
}

export const script = (): Script => {
  const events: CallEvent[] = [];
  const self: Script = {
    events,
    add(seconds, kind, fields = {}) {
      events.push(plainEvent(events.length + 1, seconds, { ...fields, kind }));
      return self;
    },
    inbound: (seconds, callId = '1F01') =>
      self.add(seconds, 'originated', { callId, device: '94101', callingType: 'external', callerNumber: '02079460123', cause: 22 }),
    rings: (seconds, device, huntGroup = null, callId = '1F01') =>
      self.add(seconds, 'ringing', { callId, device, huntGroup, deviceType: 'internal', cause: 22 }),
    answers: (seconds, device, callId = '1F01') => self.add(seconds, 'answered', { callId, device, deviceType: 'internal', cause: 35 }),
    clears: (seconds, device, callId = '1F01') => self.add(seconds, 'partyCleared', { callId, device, terminatingDevice: device }),
    tick: (seconds) => self.add(seconds, 'tick'),
  };
  return self;
};
