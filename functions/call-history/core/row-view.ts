import type { PublicCall, PublicSegment } from '../../domain/public-rows.ts';
import type { UnitMembers } from '../../domain/unit-members.ts';
import { viewCall, viewSegments } from '../../domain/unit-view.ts';
import { isOwnSegment, type OwnDevices } from './own-rows.ts';

/** What a person sees of a call, given all its segments. */
export interface RowView {
  /** Null for a call that is not seen at all. */
  readonly call: (call: PublicCall, segments: readonly PublicSegment[]) => PublicCall | null;
  readonly segments: (segments: readonly PublicSegment[]) => readonly PublicSegment[];
}

/**
 * Of those who see their own calls only, of those who are limited to business units, or both at once: then a segment must pass both.
 * @returns null for those who see all calls of the site
 */
export const rowViewOf = (own: OwnDevices | null, members: UnitMembers | null): RowView | null => {
  if (own === null && members === null) return null;
  const segments = (all: readonly PublicSegment[]): readonly PublicSegment[] => {
    const mine = new Set(all.filter((segment) => own === null || isOwnSegment(own, segment)).map(({ segmentNo }) => segmentNo));
    return (members === null ? all : viewSegments(members, all)).filter(({ segmentNo }) => mine.has(segmentNo));
  };
  return {
    segments,
    call: (call, all) => (segments(all).length === 0 ? null : members === null ? call : viewCall(members, call, all)),
  };
};
