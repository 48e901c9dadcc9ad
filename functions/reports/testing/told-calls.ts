import { makeCall, makeSegment } from '../../call-history/testing/rows.ts';
import { durationMs, epochMs } from '../../domain/ids.ts';
import type { Call, CallFacts, CallOutcome, Segment } from '../../domain/segment.ts';

/** A call of one segment; seconds. Without `talk` nobody answered. */
export interface ToldCall {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly ring: number;
  readonly talk?: number;
  readonly hold?: number;
  /** Still going on. */
  readonly open?: boolean;
  readonly more?: Partial<CallFacts>;
}

const ms = (seconds: number) => durationMs(seconds * 1_000);

/** Rows of calls to extension 1001 over line 94001 from a number outside, unless told otherwise. Each has its own PBX id, from 1F01 on. */
export const toldCalls = (site: string, told: readonly ToldCall[]): { readonly calls: Call[]; readonly segments: Segment[] } => {
  const calls: Call[] = [];
  const segments: Segment[] = [];
  for (const [i, { at, ring, talk, hold = 0, open = false, more = {} }] of told.entries()) {
    const named = Date.parse(at);
    const of = { site, pbxCallId: `1F${String(i + 1).padStart(2, '0')}`, named };
    const answeredAt = talk === undefined ? null : epochMs(named + ring * 1_000);
    const endedAt = open ? null : epochMs(named + (ring + (talk ?? 0) + hold) * 1_000);
    const inbound = (more.callType ?? 'external') === 'external' && (more.direction ?? 'in') === 'in';
    const unanswered: CallOutcome = inbound ? 'lost' : 'unanswered';
    const facts = {
      answered: answeredAt !== null,
      answeredAt,
      endedAt,
      ringMs: ms(ring),
      talkMs: ms(open ? 0 : (talk ?? 0)),
      holdMs: ms(hold),
      endedBy: open ? null : ('pbx' as const),
      ...more,
    };
    const outcome: CallOutcome = open ? 'inProgress' : answeredAt === null ? unanswered : 'answered';
    calls.push(makeCall(of, { ...facts, outcome }));
    segments.push(makeSegment(of, 1, { ...facts, outcome }));
  }
  return { calls, segments };
};

interface Phone {
  readonly number: string;
  readonly name: string;
}
/** A call between two phones of the house. */
export const internal = (from: Phone, to: Phone): Partial<CallFacts> => ({
  callType: 'internal',
  direction: 'out',
  trunk: null,
  trunkName: null,
  outsideNumber: null,
  outsideE164: null,
  callingExtension: from.number,
  callingExtensionName: from.name,
  extension: to.number,
  extensionName: to.name,
});
