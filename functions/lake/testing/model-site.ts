import { makeCall, makeSegment } from '../../call-history/testing/rows.ts';
import type { Emitted } from '../../domain/engine-output.ts';
import { durationMs, epochMs, segmentId } from '../../domain/ids.ts';
import type { Call, Segment, StatusRow } from '../../domain/segment.ts';

/** A thing that a reader must find exactly once: what it says, and in which stretch it stands. */
export interface Token {
  readonly at: number;
  readonly version: number;
}
export type ModelState = ReadonlyMap<string, Token>;
export interface ModelOp {
  readonly op: 'new' | 'touch' | 'segment' | 'move' | 'merge' | 'status';
  readonly a: number;
  readonly b: number;
}
interface ModelCall {
  readonly named: number;
  readonly pbxCallId: string;
  call: Call;
  /** By place: segment number - 1. `pbxCallId` of a segment is its token, `ringMs` its version. */
  segments: Segment[];
}
const minute = 60_000;

/** A site whose calls begin, change, move between hours and merge; tells each step as the engine would, and what is true after it. */
export const createModelSite = (site: string, from: number, hours: number) => {
  const calls: ModelCall[] = [];
  const status = new Map<string, number>();
  let made = 0;
  const version = (row: { readonly ringMs: number }): number => row.ringMs;

  const steps = {
    new: (a: number, b: number): readonly Emitted[] => {
      made += 1;
      const of = { site, pbxCallId: `P${made}`, named: from + (a % (hours * 60)) * minute };
      const startedAt = epochMs(of.named + (b % 3 === 0 ? 50 : 0) * minute);
      const call = makeCall(of, { startedAt, ringMs: durationMs(1) });
      const segment = makeSegment(of, 1, { startedAt, pbxCallId: `token-${made}`, ringMs: durationMs(1) });
      calls.push({ named: of.named, pbxCallId: of.pbxCallId, call, segments: [segment] });
      return [
        { type: 'segment', row: segment },
        { type: 'call', row: call, was: null },
      ];
    },
    touch: (a: number): readonly Emitted[] => {
      const it = calls[a % calls.length];
      if (it === undefined) return [];
      const was = it.call;
      it.call = { ...was, ringMs: durationMs(version(was) + 1) };
      it.segments = it.segments.map((row) => ({ ...row, ringMs: durationMs(version(row) + 1) }));
      return [...it.segments.map((row): Emitted => ({ type: 'segment', row })), { type: 'call', row: it.call, was }];
    },
    segment: (a: number): readonly Emitted[] => {
      const it = calls[a % calls.length];
      const [first, ...others] = it?.segments ?? [];
      if (it === undefined || first === undefined) return [];
      const row = { ...first, ringMs: durationMs(version(first) + 1) };
      it.segments = [row, ...others];
      return [{ type: 'segment', row }];
    },
    move: (a: number, b: number): readonly Emitted[] => {
      const it = calls[a % calls.length];
      if (it === undefined) return [];
      const was = it.call;
      it.call = { ...was, startedAt: epochMs(was.startedAt + (b % 2 === 0 ? 45 : -45) * minute) };
      return [{ type: 'call', row: it.call, was }];
    },
    merge: (a: number, b: number): readonly Emitted[] => {
      const gone = calls[a % calls.length];
      const into = calls[b % calls.length];
      if (gone === undefined || into === undefined || gone === into) return [];
      calls.splice(calls.indexOf(gone), 1);
      const was = into.call;
      const joined = gone.segments.map((row, i): Segment => {
        const segmentNo = into.segments.length + i + 1;
        return { ...row, logicalCallId: was.logicalCallId, segmentNo, segmentId: segmentId(was.logicalCallId, segmentNo) };
      });
      into.segments = [...into.segments, ...joined];
      into.call = { ...was, ringMs: durationMs(version(was) + 1) };
      return [
        ...gone.segments.map((row, i): Emitted => {
          return { type: 'segmentRetired', segmentId: row.segmentId, replacedBy: joined[i]?.segmentId ?? null };
        }),
        { type: 'callRetired', was: gone.call, replacedBy: was.logicalCallId },
        ...joined.map((row): Emitted => ({ type: 'segment', row })),
        { type: 'call', row: into.call, was },
      ];
    },
    status: (a: number, b: number): readonly Emitted[] => {
      made += 1;
      const statusId = `status-${made}`;
      const at = epochMs(from + (a % (hours * 60)) * minute);
      status.set(statusId, at);
      const none = { agentName: null, extension: null, extensionName: null, huntGroup: null, huntGroupName: null };
      const row: StatusRow = {
        ...none,
        statusId,
        siteId: site,
        kind: 'acd',
        status: 'free',
        at,
        agent: '2001',
        dndNumber: null,
        dndMessage: null,
        dndText: null,
        carriedOver: b % 2 === 0,
      };
      return [{ type: 'status', row }];
    },
  };

  return {
    apply: ({ op, a, b }: ModelOp): readonly Emitted[] => steps[op](a, b),
    /** What is true now, by token: calls by id, segments and status rows. */
    state: (): ModelState => {
      const tokens = new Map<string, Token>();
      for (const { call, segments } of calls) {
        tokens.set(`call ${call.logicalCallId}`, { at: call.startedAt, version: version(call) });
        for (const row of segments) tokens.set(row.pbxCallId, { at: call.startedAt, version: version(row) });
      }
      for (const [id, at] of status) tokens.set(id, { at, version: 1 });
      return tokens;
    },
  };
};
