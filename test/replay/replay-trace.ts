import { createOaiTranslator, type UnnumberedWithCopy } from '../../edge-agent/protocol/oai/translator.ts';
import { foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import { type CallEvent, callEventSchema } from '../../functions/domain/call-event.ts';
import type { Emitted } from '../../functions/domain/engine-output.ts';
import { callStartOf } from '../../functions/domain/ids.ts';
import { toPublicJson } from '../../functions/domain/public-json.ts';
import { publicCall, publicSegment, publicStatus } from '../../functions/domain/public-rows.ts';
import type { Call, Segment, StatusRow } from '../../functions/domain/segment.ts';
import { readTrace, type Trace, TraceError } from './read-trace.ts';

const emits = ['segments', 'calls', 'status', 'events'] as const;
export type Emit = (typeof emits)[number];
export const isEmit = (text: string): text is Emit => (emits as readonly string[]).includes(text);

export interface Replay {
  readonly lines: readonly string[];
  readonly diagnostics: readonly string[];
  readonly exitCode: 0 | 2;
}

/** Rules whose time has come within this after the last line still fire (rule set 1 §1). */
const dueAfterEndMs = 10_000;

const numbered = (link: string, index: number, { event, copyOfIndex }: UnnumberedWithCopy): CallEvent =>
  callEventSchema.parse({ ...event, link, seq: index + 1, copyOf: copyOfIndex === null ? null : copyOfIndex + 1 });

/** The trace through the agent's own translator, ticks included: the next line's instant is the tick. */
export const eventsOf = (trace: Trace): CallEvent[] => {
  const translator = createOaiTranslator({ devices: trace.config.devices });
  const events: CallEvent[] = [];
  const take = (made: readonly UnnumberedWithCopy[]): void => {
    for (const one of made) events.push(numbered(trace.link, events.length, one));
  };
  for (const message of trace.messages) {
    const due = translator.tickDueAt();
    if (due !== null && message.at >= due) take([translator.tick(message.at)]);
    if (message.rx !== null) take(translator.line(message.at, message.rx));
    else if (message.tx !== null) translator.sent(message.at, message.tx);
  }
  const last = trace.messages.at(-1);
  if (last !== undefined) take([translator.tick(last.at + dueAfterEndMs)]);
  return events;
};

interface Final {
  readonly segments: Segment[];
  readonly calls: Call[];
  readonly status: StatusRow[];
}

/** The last version of every row; retired ones are gone. */
const finalRows = (emitted: readonly Emitted[]): Final => {
  const segments = new Map<string, Segment>();
  const calls = new Map<string, Call>();
  const status = new Map<string, StatusRow>();
  for (const one of emitted) {
    if (one.type === 'segment') segments.set(one.row.segmentId, one.row);
    else if (one.type === 'segmentRetired') segments.delete(one.segmentId);
    else if (one.type === 'call') calls.set(one.row.logicalCallId, one.row);
    else if (one.type === 'callRetired') calls.delete(one.was.logicalCallId);
    else if (one.type === 'status' && !one.row.carriedOver) status.set(one.row.statusId, one.row);
  }
  return { segments: [...segments.values()], calls: [...calls.values()], status: [...status.values()] };
};

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
const callStart = (row: Segment): number => callStartOf(row.logicalCallId) ?? row.startedAt;

const linesOf = (events: readonly CallEvent[], trace: Trace, emit: Emit): string[] => {
  if (emit === 'events')
    return [...events].sort((a, b) => a.at - b.at || a.seq - b.seq).map((event) => JSON.stringify(toPublicJson(event)));
  const { segments, calls, status } = finalRows(foldEvents(initialEngineState(trace.config.id), events, trace.config).emitted);
  const starts = new Map(calls.map((call) => [call.logicalCallId, call.startedAt]));
  const startOf = (row: Segment): number => starts.get(row.logicalCallId) ?? callStart(row);
  switch (emit) {
    case 'segments':
      return segments
        .sort((a, b) => startOf(a) - startOf(b) || compare(a.logicalCallId, b.logicalCallId) || a.segmentNo - b.segmentNo)
        .map((row) => JSON.stringify(publicSegment(row)));
    case 'calls':
      return calls
        .sort((a, b) => a.startedAt - b.startedAt || compare(a.logicalCallId, b.logicalCallId))
        .map((row) => JSON.stringify(publicCall(row)));
    case 'status':
      return status.sort((a, b) => a.at - b.at).map((row) => JSON.stringify(publicStatus(row)));
  }
};

/** Replays a trace file's text and gives the final state as NDJSON lines. */
export const replayTrace = (text: string, emit: Emit): Replay => {
  try {
    const trace = readTrace(text);
    return { lines: linesOf(eventsOf(trace), trace, emit), diagnostics: trace.diagnostics, exitCode: 0 };
  } catch (error) {
    if (error instanceof TraceError) return { lines: [], diagnostics: [error.message], exitCode: 2 };
    throw error;
  }
};
