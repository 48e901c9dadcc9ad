import type { LiveCall } from '../../../../../functions/domain/live.ts';
import type { RowState } from '../row-state.ts';
import { type Around, type Cell, dash, directionWord, elapsed, number, numberOf, partyOf, word } from './cell.ts';

export const callCell = (call: LiveCall, property: string, state: RowState, around: Around): Cell => {
  switch (property) {
    case 'state':
      return word(state.word);
    case 'direction':
      return directionWord(call);
    case 'type':
      return word(call.callType === 'internal' ? 'Internal' : 'External');
    case 'party':
      return partyOf(call, around);
    case 'outsideNumber':
      return numberOf(call, around);
    case 'contactName':
      return word(call.contactName);
    case 'extension':
      return word(call.extension);
    case 'extensionName':
      return word(call.extensionName ?? call.extension);
    case 'agent':
      return word(call.agent);
    case 'agentName':
      return word(call.agentName ?? call.agent);
    case 'callingExtension':
      return word(call.callingExtension);
    case 'huntGroup':
      return word(call.huntGroup);
    case 'huntGroupName':
      return word(call.huntGroupName ?? call.huntGroup);
    case 'trunk':
      return word(call.trunkName ?? call.trunk);
    case 'ddi':
      return word(call.ddi);
    case 'dnis':
      return word(call.dnis);
    case 'timeInState':
      return elapsed(call.since, around.now);
    case 'callTime':
      return elapsed(call.startedAt, around.now);
    case 'waitTime':
      return call.answeredAt === null ? elapsed(call.waitingSince, around.now) : dash;
    case 'position':
      return number(call.position);
    case 'segments':
      return number(call.segmentCount);
    default:
      return dash;
  }
};
