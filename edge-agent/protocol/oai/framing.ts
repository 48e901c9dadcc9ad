/** Longest payload taken: 9,999 monitors with gateway references need about 130 kB. */
export const maxPayloadBytes = 1_048_576;
const headerBytes = 4;

export class OaiFramingError extends Error {
  override readonly name = 'OaiFramingError';
  readonly code = 'oai.frameTooLong';
  constructor(readonly announcedBytes: number) {
    super(
      `a frame announces ${announcedBytes} bytes, limit ${maxPayloadBytes}: the peer does not speak System OAI or the stream is damaged`,
    );
  }
}

export interface FrameDecoder {
  /** Hands over the payloads completed by these bytes, in order. @throws OaiFramingError after which the connection has to be closed. */
  push(chunk: Uint8Array, take: (payload: Uint8Array) => void): void;
  /** Bytes waiting for the rest of their frame. */
  pending(): number;
}

/** Takes apart the byte stream of a System OAI socket: 4-byte little-endian length, then that many bytes, split and coalesced as TCP likes. */
export const createFrameDecoder = (): FrameDecoder => {
  let buffer = new Uint8Array(4096);
  let from = 0;
  let to = 0;

  const append = (chunk: Uint8Array): void => {
    if (to + chunk.length > buffer.length) {
      const held = to - from;
      const target = held + chunk.length > buffer.length ? new Uint8Array(Math.max(buffer.length * 2, held + chunk.length)) : buffer;
      target.set(buffer.subarray(from, to), 0);
      buffer = target;
      from = 0;
      to = held;
    }
    buffer.set(chunk, to);
    to += chunk.length;
  };

  const byte = (offset: number): number => buffer[from + offset] ?? 0;

  return {
    push(chunk, take) {
      append(chunk);
      while (to - from >= headerBytes) {
        const length = byte(0) + byte(1) * 0x100 + byte(2) * 0x1_0000 + byte(3) * 0x100_0000;
        if (length > maxPayloadBytes) throw new OaiFramingError(length);
        if (to - from < headerBytes + length) break;
        const start = from + headerBytes;
        from = start + length;
        take(buffer.slice(start, from));
      }
      if (from === to) {
        from = 0;
        to = 0;
      }
    },
    pending: () => to - from,
  };
};

/** One message as it goes over the wire. */
export const encodeFrame = (payload: Uint8Array): Uint8Array => {
  const out = new Uint8Array(headerBytes + payload.length);
  new DataView(out.buffer).setUint32(0, payload.length, true);
  out.set(payload, headerBytes);
  return out;
};
