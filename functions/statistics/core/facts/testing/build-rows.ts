import { durationMs, type EpochMs, epochMs, type LogicalCallId, type SegmentId } from '../../../../domain/ids.ts';
import type { Call, CallFacts, Segment } from '../../../../domain/segment.ts';

/** Nine o'clock on 2 March 2026, UTC. */
export const nine = 1_772_442_000_000;

export const at = (second: number): EpochMs => epochMs(nine + second * 1000);

const id = 'harbour-1-1F01-mm8y7c00' as LogicalCallId;

const facts: CallFacts = {
  ruleSet: 1,
  siteId: 'harbour',
  logicalCallId: id,
  pbxCallId: '1F01',
  node: '1',
  callType: 'external',
  direction: 'in',
  startedAt: at(0),
  answeredAt: null,
  endedAt: null,
  ringMs: durationMs(0),
  talkMs: durationMs(0),
  holdMs: durationMs(0),
  answered: false,
  extension: null,
  extensionName: null,
  agent: null,
  agentName: null,
  userId: null,
  userName: null,
  callingExtension: null,
  callingExtensionName: null,
  callingAgent: null,
  callingAgentName: null,
  callingUserId: null,
  callingUserName: null,
  huntGroup: null,
  huntGroupName: null,
  trunk: '94101',
  trunkName: 'Line 1',
  outsideNumber: '02079460123',
  outsideE164: '+442079460123',
  ddi: '01134960456',
  dnis: 'Sales line',
  contactName: null,
  speedDialName: null,
  accountCode: null,
  tags: [null, null, null, null, null],
  transferredFrom: null,
  transferredTo: null,
  transferredFromAgent: null,
  transferredToAgent: null,
  overflowedFrom: null,
  dee: false,
  trunkToTrunk: false,
  conference: false,
  shortCall: false,
  endEvent: null,
  endCause: null,
  endedBy: null,
};

/** Seconds after nine at which a segment starts, is answered and ends; nothing is held. */
export interface Span {
  readonly from: number;
  readonly answer?: number | null;
  readonly to?: number | null;
}

const timesOf = ({ from, answer = null, to = null }: Span) => {
  const ring = (answer ?? to ?? from) - from;
  return {
    startedAt: at(from),
    answeredAt: answer === null ? null : at(answer),
    endedAt: to === null ? null : at(to),
    ringMs: durationMs(ring * 1000),
    talkMs: durationMs(answer === null || to === null ? 0 : (to - answer) * 1000),
    answered: answer !== null,
    endedBy: to === null ? null : ('pbx' as const),
  };
};

export const segmentRow = (segmentNo: number, span: Span, more: Partial<Segment> = {}): Segment => ({
  ...facts,
  ...timesOf(span),
  segmentId: `${id}.${segmentNo}` as SegmentId,
  segmentNo,
  outcome: span.to == null ? 'inProgress' : span.answer == null ? 'refused' : 'answered',
  ...more,
});

export const callRow = (span: Span, more: Partial<Call> = {}): Call => ({
  ...facts,
  ...timesOf(span),
  outcome: span.to == null ? 'inProgress' : span.answer == null ? 'lost' : 'answered',
  segmentCount: 1,
  elapsedMs: durationMs(span.to == null ? 0 : (span.to - span.from) * 1000),
  trunk2: null,
  trunk2Name: null,
  outsideNumber2: null,
  outsideE1642: null,
  otherTrunks: [],
  lastExtension: null,
  answeringExtension: null,
  answeringExtensionName: null,
  firstRangExtension: null,
  firstRangExtensionName: null,
  lastRangExtension: null,
  lastRangExtensionName: null,
  answeringAgent: null,
  answeringAgentName: null,
  firstRangAgent: null,
  firstRangAgentName: null,
  lastRangAgent: null,
  lastRangAgentName: null,
  ...more,
});
