import { z } from 'zod';
import { linkIdSchema, sequenceNoSchema } from './ids.ts';

/**
 * One signed batch of call events as it travels in a Kinesis record and rests in the event archive:
 *
 *   "TLB1" | header length, u16 LE | header JSON (UTF-8) | body length, u32 LE | body (gzip NDJSON of call events) | Ed25519 signature, 64 bytes
 *
 * The signature covers every byte before it. Frames may be concatenated: each tells its own length.
 */
export const batchHeaderSchema = z.object({
  v: z.literal(1),
  /** Claimed until the signature is verified, and looked up before: no longer than any agent's id. */
  agent: z.string().regex(/^[\w.:-]{1,64}$/, 'agent: 1 to 64 of A-Z a-z 0-9 _ . : -'),
  link: linkIdSchema,
  firstSeq: sequenceNoSchema,
  /** Last number the batch accounts for: a closing `numbersLost` event counts up to its `lostTo`. */
  lastSeq: sequenceNoSchema,
  /** Agent's clock when the batch was made, and cloud time minus agent time as last measured (null = never). */
  sentAt: z.number().int(),
  clockOffsetMs: z.number().nullable(),
  /** Only in the archive: when an erasure last rewrote the body (epoch ms). Its signature is 64 zeros, as only the agent can sign. */
  erasedAt: z.number().int().optional(),
});
export type BatchHeader = z.output<typeof batchHeaderSchema>;

export class BatchFrameError extends Error {
  override readonly name = 'BatchFrameError';
  constructor(
    readonly code: 'frame.magic' | 'frame.truncated' | 'frame.header' | 'frame.tooLarge',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

const magic = [0x54, 0x4c, 0x42, 0x31] as const;
const signatureBytes = 64;
/** Above Kinesis' 1 MiB record. */
export const maxFrameBytes = 1_048_576;

/** The bytes that are signed: a frame without its signature. */
export const frameToSign = (header: BatchHeader, body: Uint8Array): Uint8Array => {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(4 + 2 + head.length + 4 + body.length);
  const view = new DataView(out.buffer);
  out.set(magic, 0);
  view.setUint16(4, head.length, true);
  out.set(head, 6);
  view.setUint32(6 + head.length, body.length, true);
  out.set(body, 10 + head.length);
  return out;
};

export const frameWithSignature = (unsigned: Uint8Array, signature: Uint8Array): Uint8Array => {
  if (signature.length !== signatureBytes)
    throw new BatchFrameError('frame.truncated', `signature has ${signature.length} bytes, expected ${signatureBytes}`);
  const out = new Uint8Array(unsigned.length + signatureBytes);
  out.set(unsigned, 0);
  out.set(signature, unsigned.length);
  return out;
};

export interface ParsedFrame {
  readonly header: BatchHeader;
  readonly body: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Offset of the byte after this frame. */
  readonly end: number;
}

/** Reads the frame that begins at `offset`. @throws BatchFrameError naming what is wrong with the bytes. */
export const parseFrame = (bytes: Uint8Array, offset = 0): ParsedFrame => {
  const need = (to: number, what: string): void => {
    if (to > bytes.length) throw new BatchFrameError('frame.truncated', `${what} ends at byte ${to}, frame has ${bytes.length}`);
  };
  need(offset + 6, 'frame start');
  if (magic.some((b, i) => bytes[offset + i] !== b)) throw new BatchFrameError('frame.magic', `no batch frame at byte ${offset}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headEnd = offset + 6 + view.getUint16(offset + 4, true);
  need(headEnd + 4, 'header');
  const bodyLength = view.getUint32(headEnd, true);
  if (bodyLength > maxFrameBytes) throw new BatchFrameError('frame.tooLarge', `body of ${bodyLength} bytes, limit ${maxFrameBytes}`);
  const bodyEnd = headEnd + 4 + bodyLength;
  need(bodyEnd + signatureBytes, 'signature');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(offset + 6, headEnd)));
  } catch (cause) {
    throw new BatchFrameError('frame.header', 'header is not JSON', { cause });
  }
  const parsed = batchHeaderSchema.safeParse(header);
  if (!parsed.success) throw new BatchFrameError('frame.header', `header: ${z.prettifyError(parsed.error)}`);
  return {
    header: parsed.data,
    body: bytes.subarray(headEnd + 4, bodyEnd),
    signed: bytes.subarray(offset, bodyEnd),
    signature: bytes.subarray(bodyEnd, bodyEnd + signatureBytes),
    end: bodyEnd + signatureBytes,
  };
};
