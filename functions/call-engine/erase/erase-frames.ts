import { gunzipSync, gzipSync } from 'node:zlib';
import { BatchFrameError, type BatchHeader, frameToSign, frameWithSignature, maxFrameBytes, parseFrame } from '../../domain/batch-frame.ts';
import { callEventSchema } from '../../domain/call-event.ts';
import { erasedCharacter } from '../../domain/erased.ts';
import { unpackedBatchBytes } from '../constants.ts';
import { type EventJson, eraseEvent, namesErasedCaller, withoutCallerName } from '../core/erase-event.ts';
import type { EventNumberEraser } from '../core/number-eraser.ts';

/** Calls of a link whose caller is erased, by their PBX id: names come without the number, too. Handed from object to object. */
export type ErasedCalls = Set<string>;

export interface ErasedFrames {
  readonly bytes: Uint8Array;
  /** Events in which something was replaced. */
  readonly events: number;
  /** Frames rewritten. */
  readonly frames: number;
  /** What cannot be looked into and is as it was; null when all could be. */
  readonly unreadable: string | null;
}

interface Line {
  readonly text: string;
  readonly event: EventJson | null;
}
const noSignature = new Uint8Array(64);
const escapedDigit = /\\u00[23]/i;
/** As read-events.ts reads it: escapes may spell half a character. */
const halfCharacter = /\\u[dD][89a-fA-F]/;
const wholeCharacters = (_key: string, value: unknown): unknown => (typeof value === 'string' ? Buffer.from(value).toString() : value);

/** Events as JSON, with what the schema does not know; null for a line that is none, which the engine keeps as text. */
const readLine = (text: string): Line => {
  try {
    const event: unknown = halfCharacter.test(text) ? JSON.parse(text, wholeCharacters) : JSON.parse(text);
    return callEventSchema.safeParse(event).success ? { text, event: event as EventJson } : { text, event: null };
  } catch {
    return { text, event: null };
  }
};
const callOf = (event: EventJson): string | null => (typeof event.callId === 'string' ? `${String(event.node)} ${event.callId}` : null);
/** Ids are used again: what tells that a call begins. */
const begins = (event: EventJson): boolean =>
  (event.kind === 'initiated' || (event.kind === 'originated' && event.trunk === null)) && event.copyOf === null && event.resync === null;

const eraseLines = (lines: readonly string[], eraser: EventNumberEraser, calls: ErasedCalls): readonly string[] => {
  const read = lines.map((text): Line => {
    const { event } = readLine(text);
    if (event === null) return { text: eraser.erase(text), event };
    const left = eraser.mayHold(text) || escapedDigit.test(text) ? eraseEvent(event, eraser) : event;
    return { text: left === event ? text : JSON.stringify(left), event: left };
  });
  // Backwards first: an event may name the caller before another one says the number.
  const later: ErasedCalls = new Set();
  const named = new Array<boolean>(read.length).fill(false);
  for (let i = read.length - 1; i >= 0; i -= 1) {
    const event = read[i]?.event;
    const call = event == null ? null : callOf(event);
    if (event == null || call === null) continue;
    if (namesErasedCaller(event)) later.add(call);
    named[i] = later.has(call);
    if (begins(event)) later.delete(call);
  }
  return read.map(({ text, event }, i) => {
    const call = event === null ? null : callOf(event);
    if (event === null || call === null) return text;
    if (begins(event)) calls.delete(call);
    if (namesErasedCaller(event)) calls.add(call);
    const theirs = named[i] === true || calls.has(call);
    if (event.kind === 'callCleared') calls.delete(call);
    if (!theirs) return text;
    const left = withoutCallerName(event);
    return left === event ? text : JSON.stringify(left);
  });
};

const eraseBody = (body: Uint8Array, eraser: EventNumberEraser, calls: ErasedCalls) => {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(gunzipSync(body, { maxOutputLength: unpackedBatchBytes }));
  if (calls.size === 0 && !eraser.mayHold(text) && !escapedDigit.test(text) && !text.includes(erasedCharacter)) return null;
  const lines = text.split('\n');
  const left = eraseLines(lines, eraser, calls);
  const events = left.reduce((sum, line, i) => sum + (line === lines[i] ? 0 : 1), 0);
  return events === 0 ? null : { events, body: gzipSync(left.join('\n'), { level: 9 }) };
};

/** A frame that says of itself that it was rewritten. @throws BatchFrameError when its body became too large for a frame */
const rewritten = (header: BatchHeader, body: Uint8Array, now: number): Uint8Array => {
  if (body.length > maxFrameBytes)
    throw new BatchFrameError('frame.tooLarge', `rewritten body of ${body.length} bytes, limit ${maxFrameBytes}`);
  return frameWithSignature(frameToSign({ ...header, erasedAt: now }, body), noSignature);
};

/**
 * Concatenated frames without the number. Frames that do not hold it stay byte for byte, signature and all; the others keep numbers, kinds,
 * instants and the order of their events. What cannot be unpacked is told, not touched.
 */
export const eraseFrames = (bytes: Uint8Array, eraser: EventNumberEraser, calls: ErasedCalls, now: number): ErasedFrames => {
  const out: Uint8Array[] = [];
  const unreadable: string[] = [];
  let events = 0;
  let frames = 0;
  for (let offset = 0; offset < bytes.length; ) {
    let end = bytes.length;
    try {
      const parsed = parseFrame(bytes, offset);
      end = parsed.end;
      const erased = eraseBody(parsed.body, eraser, calls);
      if (erased !== null) {
        events += erased.events;
        frames += 1;
        out.push(rewritten(parsed.header, erased.body, now));
        offset = end;
        continue;
      }
    } catch (error) {
      unreadable.push(`byte ${offset}: ${error instanceof Error ? error.message : 'not gzip'}`);
    }
    out.push(bytes.subarray(offset, end));
    offset = end;
  }
  return {
    bytes: frames === 0 ? bytes : Buffer.concat(out),
    events,
    frames,
    unreadable: unreadable.length === 0 ? null : unreadable.join('; '),
  };
};
