import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';

type Value = string | number | null;

/** What one event tells of the call itself, without the perspective of the monitored party (connection state, monitored device). */
const alerting = [
  'outsideNumber',
  'deviceType',
  'callingDevice',
  'callerName',
  'callerNumber',
  'trunkName',
  'trunkNumber',
  'callingType',
  'originallyCalled',
  'lastRedirection',
  'accountCode',
  'huntGroup',
  'cause',
] as const;

const values = <E, K extends keyof E>(event: E, keys: readonly K[]): E[K][] => keys.map((key) => event[key]);

/**
 * The destination's copy of TR alone tells a blind transfer (alerting, queued) from an announced one (connected). When the
 * cross-reference is unknown it is told from the others by its state, or by the announcement call that the transferred party's copy lacks.
 */
const destinationState = (event: Extract<UnnumberedEvent, { kind: 'transferred' }>): string | null => {
  if (event.connection === 'alerting' || event.connection === 'queued') return event.connection;
  const told = event.monitored === null ? event.announcementCallId !== null : event.monitored === event.destination;
  return told && event.connection === 'connected' ? 'connected' : null;
};

const factsOf = (event: UnnumberedEvent): readonly Value[] => {
  switch (event.kind) {
    case 'initiated':
      return values(event, ['callbackTarget', 'cause']);
    case 'originated':
      return values(event, ['callerNumber', 'callingType', 'dialled', 'accountCode', 'cause']);
    case 'offered':
    case 'ringing':
      return values(event, alerting);
    case 'queued':
      return values(event, [
        'callingDevice',
        'callerName',
        'callerNumber',
        'trunkName',
        'trunkNumber',
        'callingType',
        'originallyCalled',
        'lastRedirection',
        'position',
        'accountCode',
        'cause',
      ]);
    case 'answered':
      return values(event, [
        'outsideNumber',
        'deviceType',
        'callingDevice',
        'callerNumber',
        'trunkNumber',
        'callingType',
        'originallyCalled',
        'lastRedirection',
        'cause',
      ]);
    case 'held':
      return [event.cause];
    case 'retrieved':
      return values(event, ['otherDevice', 'outsideNumber', 'trunkNumber', 'callingType', 'cause']);
    case 'diverted':
      return values(event, ['newDestination', 'outsideNumber', 'cause']);
    case 'transferred':
      return [
        ...values(event, ['transferredDevice', 'announcementCallId', 'callerName', 'callerNumber', 'trunkName', 'trunkNumber', 'cause']),
        destinationState(event),
      ];
    case 'conferenced':
      return [event.secondaryCallId, event.controller, event.cause, JSON.stringify(event.members)];
    case 'failed':
      return values(event, ['calledNumber', 'cause']);
    case 'partyCleared':
      return values(event, ['terminatingDevice', 'cause']);
    case 'callCleared':
      return values(event, ['transferredCallId', 'transferDestination', 'cause']);
    case 'callInfo':
      return values(event, ['name', 'number']);
    case 'agentState':
      return [event.name];
    case 'dnd':
    case 'forward':
    case 'messageWaiting':
    case 'deviceState':
    case 'nodeLink':
    case 'linkState':
    case 'alarm':
    case 'directoryChanged':
    case 'information':
    case 'unrecognised':
    case 'tick':
      return [];
  }
};

/** Whether `event` tells something that none of the events passed on before told. */
export const saysMore = (event: UnnumberedEvent, passed: readonly UnnumberedEvent[]): boolean => {
  const told = passed.map(factsOf);
  return factsOf(event).some((value, i) => value !== null && !told.some((facts) => facts[i] === value));
};
