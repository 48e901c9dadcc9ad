import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { BatchHeader } from '../domain/batch-frame.ts';
import { type CallEvent, type CallEventOf, callEventSchema } from '../domain/call-event.ts';
import { epochMs, type LinkId, latestEpochMs, type SequenceNo, sequenceNoSchema } from '../domain/ids.ts';
import { unpackedBatchBytes } from './constants.ts';

export interface InvalidEvent {
  readonly seq: number;
  readonly detail: string;
  readonly raw: string;
}
export interface ReadBatch {
  /** Numbered `firstSeq` … `lastSeq` without holes other than declared ones. */
  readonly events: readonly CallEvent[];
  /** Last number the batch accounts for, lost ones included. */
  readonly lastSeq: number;
  readonly invalid: readonly InvalidEvent[];
  /** Set when the batch as a whole could not be used; `events` is then one declaration that its numbers are lost. */
  readonly refused: { readonly reason: 'undecodable' | 'inconsistent'; readonly detail: string } | null;
}

const rawCharacters = 4_000;
/** The agent sends at most 500. */
const eventsPerBatch = 10_000;
const seq = (n: number): SequenceNo => sequenceNoSchema.parse(n);
const envelope = (link: LinkId, n: number, at: number) => ({
  v: 1 as const,
  link,
  seq: seq(n),
  at: epochMs(Math.min(latestEpochMs, Math.max(0, Math.round(at)))),
  node: '1',
  resync: null,
  copyOf: null,
});

/** Numbers `from` … `to` of a link will never come: the engine makes a gap of it. */
export const lostNumbers = (link: LinkId, from: number, to: number, at: number, detail: string): CallEventOf<'linkState'> => ({
  kind: 'linkState',
  ...envelope(link, from, at),
  state: 'numbersLost',
  scope: null,
  detail,
  lostFrom: seq(from),
  lostTo: seq(to),
});

/** Stands in for an event that cannot be used, so that numbering stays whole and the line is counted. */
export const unrecognised = (link: LinkId, n: number, at: number, raw: string, reason: string): CallEventOf<'unrecognised'> => ({
  kind: 'unrecognised',
  ...envelope(link, n, at),
  raw: raw.slice(0, rawCharacters),
  reason,
});

/** Last number an event accounts for. */
export const lastNumberOf = (event: CallEvent): number =>
  event.kind === 'linkState' && event.state === 'numbersLost' ? (event.lostTo ?? event.seq) : event.seq;

const refusedBatch = (header: BatchHeader, reason: 'undecodable' | 'inconsistent', detail: string): ReadBatch => {
  const last = Math.max(header.firstSeq, header.lastSeq);
  return {
    events: [lostNumbers(header.link, header.firstSeq, last, header.sentAt + (header.clockOffsetMs ?? 0), `batch ${reason}: ${detail}`)],
    lastSeq: last,
    invalid: [],
    refused: { reason, detail },
  };
};

/** Escapes in JSON may spell half a character (a lone surrogate), which no key and no UTF-8 can hold: U+FFFD stands for it. */
const halfCharacter = /\\u[dD][89a-fA-F]/;
const wholeCharacters = (_key: string, value: unknown): unknown => (typeof value === 'string' ? Buffer.from(value).toString() : value);

const parseLine = (line: string): { readonly event: CallEvent } | { readonly detail: string } => {
  let value: unknown;
  try {
    value = halfCharacter.test(line) ? JSON.parse(line, wholeCharacters) : JSON.parse(line);
  } catch {
    return { detail: 'not JSON' };
  }
  const parsed = callEventSchema.safeParse(value);
  if (!parsed.success) return { detail: z.prettifyError(parsed.error) };
  return lastNumberOf(parsed.data) < parsed.data.seq ? { detail: 'declares numbers before its own lost' } : { event: parsed.data };
};

/**
 * Events of a verified batch. Never throws: an event that does not parse is replaced by an `unrecognised` one in its place, a batch that
 * does not unpack or whose numbers contradict each other becomes one `numbersLost` declaration (its header is signed, so the numbers are
 * the agent's word).
 */
export const readEvents = (header: BatchHeader, body: Uint8Array): ReadBatch => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(gunzipSync(body, { maxOutputLength: unpackedBatchBytes }));
  } catch (error) {
    return refusedBatch(header, 'undecodable', error instanceof Error ? error.message : 'not gzip');
  }
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > eventsPerBatch) return refusedBatch(header, 'inconsistent', `${lines.length} events, limit ${eventsPerBatch}`);
  const events: CallEvent[] = [];
  const invalid: InvalidEvent[] = [];
  let next: number = header.firstSeq;
  let at = header.sentAt + (header.clockOffsetMs ?? 0);
  for (const line of lines) {
    if (!sequenceNoSchema.safeParse(next).success)
      return refusedBatch(header, 'inconsistent', `number ${next} is beyond the last possible`);
    const parsed = parseLine(line);
    const detail =
      'detail' in parsed
        ? parsed.detail
        : parsed.event.link === header.link
          ? null
          : `event of link "${parsed.event.link}" in a batch of "${header.link}"`;
    if ('event' in parsed && detail === null) {
      if (parsed.event.seq !== next)
        return refusedBatch(header, 'inconsistent', `event ${parsed.event.seq} stands in the place of ${next}`);
      events.push(parsed.event);
      at = parsed.event.at;
      next = lastNumberOf(parsed.event) + 1;
    } else {
      invalid.push({ seq: next, detail: detail ?? '', raw: line.slice(0, rawCharacters) });
      events.push(unrecognised(header.link, next, at, line, `invalid event: ${detail ?? ''}`.slice(0, 500)));
      next += 1;
    }
  }
  const last = events.at(-1);
  if (last === undefined || (last.seq !== header.lastSeq && next - 1 !== header.lastSeq))
    return refusedBatch(header, 'inconsistent', `header says ${header.firstSeq} to ${header.lastSeq}, events end at ${next - 1}`);
  return { events, lastSeq: next - 1, invalid, refused: null };
};
