import { durationMs, epochMs, logicalCallId, segmentId } from '../../../../functions/domain/ids.ts';
import type { Segment } from '../../../../functions/domain/segment.ts';

const callId = logicalCallId('harbour', '1', '1F01', 1_772_442_000_000);

/** A segment for tests: inbound, at an extension, times in seconds after the start of the call. */
export const segmentFixture = (
  segmentNo: number,
  times: { readonly start: number; readonly answer?: number; readonly end?: number; readonly hold?: number },
  over: Partial<Segment>,
): Segment => {
  const at = (seconds: number) => epochMs(1_772_442_000_000 + seconds * 1_000);
  const { start, answer, end, hold = 0 } = times;
  const talk = answer === undefined || end === undefined ? 0 : end - answer - hold;
  return {
    ruleSet: 1,
    siteId: 'harbour',
    logicalCallId: callId,
    segmentId: segmentId(callId, segmentNo),
    segmentNo,
    pbxCallId: '1F01',
    node: '1',
    callType: 'external',
    direction: 'in',
    startedAt: at(start),
    answeredAt: answer === undefined ? null : at(answer),
    endedAt: end === undefined ? null : at(end),
    ringMs: durationMs(((answer ?? end ?? start) - start) * 1_000),
    talkMs: durationMs(talk * 1_000),
    holdMs: durationMs(hold * 1_000),
    answered: answer !== undefined,
    outcome: 'answered',
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
    trunk: '94001',
    trunkName: null,
    outsideNumber: '01632960123',
    outsideE164: '+441632960123',
    ddi: null,
    dnis: null,
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
    endedBy: end === undefined ? null : 'pbx',
    ...over,
  };
};
