/** Whose rows an agent sees: those that name one of its devices. */
export interface OwnDevices {
  readonly extensions: readonly string[];
  readonly agents: readonly string[];
}
interface SegmentParties {
  readonly extension: string | null;
  readonly agent: string | null;
  readonly callingExtension: string | null;
  readonly callingAgent: string | null;
}

const among = (own: readonly string[], value: string | null): boolean => value !== null && own.includes(value);

/** A segment is one's own when one was at it or called it; a call is visible when one of its segments is (rule set 1 §8.6). */
export const isOwnSegment = (own: OwnDevices, segment: SegmentParties): boolean =>
  among(own.extensions, segment.extension) ||
  among(own.extensions, segment.callingExtension) ||
  among(own.agents, segment.agent) ||
  among(own.agents, segment.callingAgent);
