import { callFields, type PublicCall, type PublicSegment, type PublicStatus, segmentFields, statusFields } from '../domain/public-rows.ts';

/** Rows are stored as public JSON without fields that are null, about a third of the size: absent is null when read. List elements stay. */
export const storeRow = (row: unknown): string => JSON.stringify(row, (_key, value: unknown) => (value === null ? undefined : value));

const template = (fields: readonly string[]): Readonly<Record<string, null>> => Object.fromEntries(fields.map((field) => [field, null]));
const restoring = <T>(fields: readonly string[]): ((text: string) => T) => {
  const empty = template(fields);
  return (text) => ({ ...empty, ...JSON.parse(text) });
};

/** Our own writing behind the projection, so it is read without a schema; published fields in published order. */
export const restoreCall = restoring<PublicCall>(callFields);
export const restoreSegment = restoring<PublicSegment>(segmentFields);
export const restoreStatus = restoring<PublicStatus>(statusFields);

export interface PublicGap {
  readonly gapId: string;
  readonly siteId: string;
  readonly cause: 'linkDown' | 'agentDown' | 'numbersLost' | 'nodeDown';
  readonly link: string;
  readonly node: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly detail: string | null;
}
export const restoreGap = restoring<PublicGap>(['gapId', 'siteId', 'cause', 'link', 'node', 'startedAt', 'endedAt', 'detail']);

export interface PublicAnomaly {
  readonly anomalyId: string;
  readonly siteId: string;
  readonly kind: 'unrecognised' | 'noSegment' | 'twoCallsOnTrunk' | 'idReused' | 'inferredEnd' | 'unknownCall' | 'outOfOrderTime';
  readonly at: string;
  readonly logicalCallId: string | null;
  readonly detail: string;
}
export const restoreAnomaly = restoring<PublicAnomaly>(['anomalyId', 'siteId', 'kind', 'at', 'logicalCallId', 'detail']);
