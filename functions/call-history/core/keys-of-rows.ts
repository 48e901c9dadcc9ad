import { callStartOf, type EpochMs, type LogicalCallId, type SegmentId } from '../../domain/ids.ts';
import { dayPk, type Key, type ListKind, rowSk, segmentPk, segmentSk } from '../constants.ts';

export interface SiteOf {
  readonly tenant: string;
  readonly site: string;
}
const isoOf = (at: number): string => new Date(at).toISOString();
export const dayOf = (at: number): string => isoOf(at).slice(0, 10);

export const rowKey = (owner: SiteOf, kind: ListKind, at: EpochMs, id: string): Key => ({
  pk: dayPk(owner.tenant, owner.site, kind, dayOf(at)),
  sk: rowSk(isoOf(at), id),
});

/** @throws RangeError for an id that carries no start: the engine makes none such. */
const startOf = (id: string): EpochMs => {
  const at = callStartOf(id);
  if (at === null) throw new RangeError(`call id "${id}" carries no start`);
  return at;
};

export const segmentKey = (owner: SiteOf, call: LogicalCallId, segmentNo: number): Key => {
  const at = startOf(call);
  return { pk: segmentPk(owner.tenant, owner.site, dayOf(at)), sk: segmentSk(isoOf(at), call, segmentNo) };
};

/** @example segmentKeyOfId(owner, 'harbour-1-1F01-mm92ym80.3') // segment 3 of harbour-1-1F01-mm92ym80 */
export const segmentKeyOfId = (owner: SiteOf, id: SegmentId): Key => {
  const dot = id.lastIndexOf('.');
  return segmentKey(owner, id.slice(0, dot) as LogicalCallId, Number(id.slice(dot + 1)));
};
