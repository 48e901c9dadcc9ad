import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { agentStateEvent } from './agent-events.ts';
import { alertingEvent, queuedEvent } from './alerting-events.ts';
import { answeredEvent, heldEvent, retrievedEvent } from './connected-events.ts';
import { callClearedEvent, callInfoEvent, failedEvent, partyClearedEvent } from './ending-events.ts';
import { dndEvent, forwardEvent, messageWaitingEvent, onlineEvent } from './feature-events.ts';
import { informationEvent, leftoverEvent } from './information-events.ts';
import type { OaiEventLine, SystemCode } from './line.ts';
import type { LineContext, Parsed } from './line-context.ts';
import { conferencedEvent, divertedEvent, transferredEvent } from './moving-events.ts';
import { initiatedEvent, networkReachedEvent, originatedEvent } from './originating-events.ts';
import { alarmEvent, databaseChangeEvent, monitorEndedEvent, nodeLinkEvent } from './system-events.ts';

/** Codes that tell about the socket itself: the translator keeps their state. */
export type SocketCode = Extract<SystemCode, 'RS' | 'RD' | 'PE'>;
export const isSocketCode = (code: string): code is SocketCode => code === 'RS' || code === 'RD' || code === 'PE';

/** The neutral event of one line, or why the line gives none. Never throws. */
export const neutralEvent = (line: OaiEventLine, context: LineContext): Parsed<UnnumberedEvent> => {
  switch (line.code) {
    case 'SI':
      return initiatedEvent(line, context);
    case 'OR':
      return originatedEvent(line, context);
    case 'NT':
      return networkReachedEvent(line, context);
    case 'DE':
      return alertingEvent('ringing', line, context);
    case 'OF':
      return alertingEvent('offered', line, context);
    case 'ES':
      return answeredEvent(line, context);
    case 'HE':
      return heldEvent(line, context);
    case 'RE':
      return retrievedEvent(line, context);
    case 'TR':
      return transferredEvent(line, context);
    case 'CO':
      return conferencedEvent(line, context);
    case 'QU':
      return queuedEvent(line, context);
    case 'DI':
      return divertedEvent(line, context);
    case 'FA':
      return failedEvent(line, context);
    case 'XC':
      return partyClearedEvent(line, context);
    case 'CC':
      return callClearedEvent(line, context);
    case 'CI':
      return callInfoEvent(line, context);
    case 'LN':
    case 'LF':
    case 'RY':
    case 'NRY':
    case 'WNR':
      return agentStateEvent(line.code, line, context);
    case 'DND':
      return dndEvent(line, context);
    case 'FW':
      return forwardEvent(line, context);
    case 'MW':
      return messageWaitingEvent(line, context);
    case 'OL':
      return onlineEvent(line, context);
    case 'AG':
      return alarmEvent(line, context);
    case 'LS':
      return nodeLinkEvent(line, context);
    case 'ME':
      return monitorEndedEvent(line, context) ?? leftoverEvent(line, context, ['xref', 'cause']);
    case 'DC':
    case 'EC':
      return databaseChangeEvent(line, context);
    case 'RS':
    case 'RD':
    case 'PE':
      return leftoverEvent(line, context, ['detail']);
    case 'FE':
    case 'CB':
    case 'ET':
    case 'MU':
    case 'GI':
    case 'OE':
    case 'DCE':
    case 'DLC':
    case 'DEE':
    case 'DSC':
    case 'NM':
    case 'CS':
    case 'SMR':
    case 'GDA':
      return informationEvent(line.code, line, context);
  }
};
