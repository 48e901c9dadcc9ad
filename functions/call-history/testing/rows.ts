import { durationMs, epochMs, logicalCallId, segmentId } from '../../domain/ids.ts';
import type { LiveCall } from '../../domain/live.ts';
import type { Call, CallFacts, Segment } from '../../domain/segment.ts';

export interface RowSite {
  readonly site: string;
  readonly pbxCallId: string;
  /** Instant of the first event that names the call. */
  readonly named: number;
}
const defaultSite: RowSite = { site: 'harbour', pbxCallId: '1F01', named: Date.parse('2026-03-02T09:00:00.000Z') };

const facts = (of: RowSite): CallFacts => ({
  ruleSet: 1,
  siteId: of.site,
  logicalCallId: logicalCallId(of.site, '1', of.pbxCallId, of.named),
  pbxCallId: of.pbxCallId,
  node: '1',
  callType: 'external',
  direction: 'in',
  startedAt: epochMs(of.named),
  answeredAt: null,
  endedAt: null,
  ringMs: durationMs(0),
  talkMs: durationMs(0),
  holdMs: durationMs(0),
  answered: false,
  extension: '1001',
  extensionName: 'Anna',
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
  trunkName: 'Line 1',
  outsideNumber: '02079460000',
  outsideE164: '+442079460000',
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
  endedBy: null,
});

/** An inbound external call in progress, unless overridden. */
export const makeCall = (of: Partial<RowSite> = {}, overrides: Partial<Call> = {}): Call => ({
  ...facts({ ...defaultSite, ...of }),
  outcome: 'inProgress',
  segmentCount: 1,
  elapsedMs: durationMs(0),
  trunk2: null,
  trunk2Name: null,
  outsideNumber2: null,
  outsideE1642: null,
  otherTrunks: [],
  lastExtension: '1001',
  answeringExtension: null,
  answeringExtensionName: null,
  firstRangExtension: '1001',
  firstRangExtensionName: 'Anna',
  lastRangExtension: '1001',
  lastRangExtensionName: 'Anna',
  answeringAgent: null,
  answeringAgentName: null,
  firstRangAgent: null,
  firstRangAgentName: null,
  lastRangAgent: null,
  lastRangAgentName: null,
  ...overrides,
});

export const makeSegment = (of: Partial<RowSite> = {}, segmentNo = 1, overrides: Partial<Segment> = {}): Segment => {
  const row = facts({ ...defaultSite, ...of });
  return { ...row, segmentId: segmentId(row.logicalCallId, segmentNo), segmentNo, outcome: 'inProgress', ...overrides };
};

export const makeLiveCall = (of: Partial<RowSite> = {}, overrides: Partial<LiveCall> = {}): LiveCall => {
  const row = facts({ ...defaultSite, ...of });
  return {
    key: row.logicalCallId,
    callType: row.callType,
    direction: row.direction,
    state: 'ringing',
    startedAt: row.startedAt,
    since: row.startedAt,
    waitingSince: row.startedAt,
    answeredAt: null,
    extension: row.extension,
    extensionName: row.extensionName,
    agent: null,
    agentName: null,
    callingExtension: null,
    callingExtensionName: null,
    huntGroup: null,
    huntGroupName: null,
    position: null,
    trunk: row.trunk,
    trunkName: row.trunkName,
    outsideNumber: row.outsideNumber,
    contactName: null,
    ddi: null,
    dnis: null,
    segmentCount: 1,
    unconfirmed: false,
    ...overrides,
  };
};
