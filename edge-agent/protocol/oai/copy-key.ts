import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';

/**
 * How an event is compared with the events before it.
 * `group` = the call, agent or device whose recent events matter; `subject` = the device (or the feature) whose state the event
 * reports; `state` = that state; `detail` = what else has to agree where both tell it. Null: such events are never copies.
 */
export interface CopyKey {
  readonly group: string;
  readonly subject: string;
  readonly state: string;
  readonly detail: string;
}

const onCall = (callId: string | null, resync: string | null): string => (resync === null ? `c ${callId}` : `r ${resync} ${callId}`);
const text = (value: string | number | boolean | null): string => (value === null ? '' : String(value));

export const copyKeyOf = (event: UnnumberedEvent): CopyKey | null => {
  switch (event.kind) {
    case 'initiated':
    case 'offered':
    case 'ringing':
    case 'answered':
    case 'held':
    case 'retrieved':
    case 'queued':
    case 'conferenced':
    case 'failed':
    case 'partyCleared':
      return { group: onCall(event.callId, event.resync), subject: event.device, state: event.kind, detail: '' };
    case 'originated': {
      // NT tells of the trunk, OR of the device that calls.
      const ofTrunk = event.trunk !== null;
      return {
        group: onCall(event.callId, event.resync),
        subject: (ofTrunk ? event.trunk : event.device) ?? '',
        state: ofTrunk ? 'seized' : 'originated',
        detail: '',
      };
    }
    case 'diverted':
      return { group: onCall(event.callId, event.resync), subject: event.device, state: event.kind, detail: text(event.newDestination) };
    case 'transferred':
      return { group: onCall(event.callId, event.resync), subject: event.device, state: event.kind, detail: text(event.destination) };
    case 'callCleared':
      return { group: onCall(event.callId, event.resync), subject: '', state: event.kind, detail: '' };
    case 'callInfo':
      return {
        group: onCall(event.callId, event.resync),
        subject: `info ${event.device}`,
        state: `info ${text(event.accountCode)}`,
        detail: '',
      };
    case 'agentState': {
      const perGroup = event.state === 'loggedOn' || event.state === 'loggedOff';
      return {
        group: `a ${text(event.resync)} ${event.agent}`,
        subject: perGroup ? `group ${text(event.huntGroup)}` : '',
        state: event.state,
        detail: text(event.extension),
      };
    }
    case 'dnd':
      return {
        group: `d ${text(event.resync)} ${event.device}`,
        subject: 'dnd',
        state: `${text(event.message)}|${text(event.text)}`,
        detail: '',
      };
    case 'forward':
      return {
        group: `d ${text(event.resync)} ${event.device}`,
        subject: 'forward',
        state: `${event.type}|${text(event.destination)}|${text(event.outsideNumber)}`,
        detail: '',
      };
    case 'messageWaiting':
      return {
        group: `d ${text(event.resync)} ${event.device}`,
        subject: `message ${text(event.from)}|${text(event.mailbox)}`,
        state: `${text(event.on)}|${text(event.count)}`,
        detail: '',
      };
    case 'deviceState':
      return { group: `d ${text(event.resync)} ${event.device}`, subject: 'online', state: event.state, detail: text(event.deviceType) };
    case 'nodeLink':
    case 'linkState':
    case 'alarm':
    case 'directoryChanged':
    case 'information':
    case 'unrecognised':
    case 'tick':
      return null;
  }
};
