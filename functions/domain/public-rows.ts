import { type DurationMs, durationMs, type EpochMs, epochMs, type LogicalCallId, type SegmentId } from './ids.ts';
import { toPublicJson } from './public-json.ts';
import type { Call, CallFacts, Segment, StatusRow } from './segment.ts';

type PublicValue<V> = V extends EpochMs ? string : V extends DurationMs ? number : V extends LogicalCallId | SegmentId ? string : V;

/** A row as the API, the socket and `replay` show it: instants as ISO 8601 text, fields in the published order. */
export type PublicRow<T> = { readonly [K in keyof T]: PublicValue<T[K]> };

const factsBeforeDevice = [
  'pbxCallId',
  'node',
  'callType',
  'direction',
  'startedAt',
  'answeredAt',
  'endedAt',
  'ringMs',
  'talkMs',
  'holdMs',
  'answered',
] as const;
const factsFromDevice = [
  'extension',
  'extensionName',
  'agent',
  'agentName',
  'userId',
  'userName',
  'callingExtension',
  'callingExtensionName',
  'callingAgent',
  'callingAgentName',
  'callingUserId',
  'callingUserName',
  'huntGroup',
  'huntGroupName',
  'trunk',
  'trunkName',
  'outsideNumber',
  'outsideE164',
  'ddi',
  'dnis',
  'contactName',
  'speedDialName',
  'accountCode',
  'tags',
  'transferredFrom',
  'transferredTo',
  'transferredFromAgent',
  'transferredToAgent',
  'overflowedFrom',
  'dee',
  'trunkToTrunk',
  'conference',
  'shortCall',
  'endEvent',
  'endCause',
  'endedBy',
] as const;

/** Published names and order of a segment; nothing else leaves the platform. */
export const segmentFields = [
  'ruleSet',
  'siteId',
  'logicalCallId',
  'segmentId',
  'segmentNo',
  ...factsBeforeDevice,
  'outcome',
  ...factsFromDevice,
] as const satisfies readonly (keyof Segment)[];

export const callFields = [
  'ruleSet',
  'siteId',
  'logicalCallId',
  ...factsBeforeDevice,
  'outcome',
  ...factsFromDevice,
  'segmentCount',
  'elapsedMs',
  'trunk2',
  'trunk2Name',
  'outsideNumber2',
  'outsideE1642',
  'otherTrunks',
  'lastExtension',
  'answeringExtension',
  'answeringExtensionName',
  'firstRangExtension',
  'firstRangExtensionName',
  'lastRangExtension',
  'lastRangExtensionName',
  'answeringAgent',
  'answeringAgentName',
  'firstRangAgent',
  'firstRangAgentName',
  'lastRangAgent',
  'lastRangAgentName',
] as const satisfies readonly (keyof Call)[];

export const statusFields = [
  'kind',
  'status',
  'at',
  'agent',
  'agentName',
  'extension',
  'extensionName',
  'huntGroup',
  'huntGroupName',
  'dndNumber',
  'dndMessage',
  'dndText',
] as const satisfies readonly (keyof StatusRow)[];

export type PublicSegment = PublicRow<Pick<Segment, (typeof segmentFields)[number]>>;
export type PublicCall = PublicRow<Pick<Call, (typeof callFields)[number]>>;
export type PublicStatus = PublicRow<Pick<StatusRow, (typeof statusFields)[number]>>;

const inOrder = <T extends object>(row: T, fields: readonly (keyof T & string)[]): unknown =>
  toPublicJson(Object.fromEntries(fields.map((field) => [field, row[field]])));

export const publicSegment = (row: Segment): PublicSegment => inOrder(row, segmentFields) as PublicSegment;
export const publicCall = (row: Call): PublicCall => inOrder(row, callFields) as PublicCall;
export const publicStatus = (row: StatusRow): PublicStatus => inOrder(row, statusFields) as PublicStatus;

const instantOf = (text: string): EpochMs => epochMs(Date.parse(text));
const instantOrNull = (text: string | null): EpochMs | null => (text === null ? null : instantOf(text));

type Timed = Pick<CallFacts, 'logicalCallId' | 'startedAt' | 'answeredAt' | 'endedAt' | 'ringMs' | 'talkMs' | 'holdMs'>;
const timedFromPublic = (row: PublicRow<Timed>): Timed => ({
  logicalCallId: row.logicalCallId as LogicalCallId,
  startedAt: instantOf(row.startedAt),
  answeredAt: instantOrNull(row.answeredAt),
  endedAt: instantOrNull(row.endedAt),
  ringMs: durationMs(row.ringMs),
  talkMs: durationMs(row.talkMs),
  holdMs: durationMs(row.holdMs),
});

/** The kernel's row again: ISO 8601 back to epoch ms. For rows that `publicSegment` wrote; another text for an instant gives NaN. */
export const segmentFromPublic = (row: PublicSegment): Segment => ({
  ...row,
  ...timedFromPublic(row),
  segmentId: row.segmentId as SegmentId,
});

/** The kernel's row again; as `segmentFromPublic`. */
export const callFromPublic = (row: PublicCall): Call => ({ ...row, ...timedFromPublic(row), elapsedMs: durationMs(row.elapsedMs) });

/** The kernel's row again. Id, site and whether it was carried over are not published: who stores the row knows them by its key. */
export const statusFromPublic = (row: PublicStatus, stored: Pick<StatusRow, 'statusId' | 'siteId' | 'carriedOver'>): StatusRow => ({
  ...row,
  ...stored,
  at: instantOf(row.at),
});
