/** Messages both ways: 4-byte little-endian length, then that many bytes. */

export const encodeFrame = (payload: Buffer): Buffer => {
  const frame = Buffer.allocUnsafe(4 + payload.length);
  frame.writeUInt32LE(payload.length, 0);
  payload.copy(frame, 4);
  return frame;
};

/** A line to the client: CR LF at the end, counted in the length. */
export const encodeLine = (line: string): Buffer => encodeFrame(Buffer.from(`${line}\r\n`, 'latin1'));

export interface FrameReader {
  /** @returns complete payloads; null when a frame is longer than the limit (the connection cannot be followed any more). */
  push(chunk: Buffer): Buffer[] | null;
}

export const createFrameReader = (limit = 65_536): FrameReader => {
  let pending: Buffer = Buffer.alloc(0);
  return {
    push: (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const payloads: Buffer[] = [];
      while (pending.length >= 4) {
        const length = pending.readUInt32LE(0);
        if (length > limit) return null;
        if (pending.length < 4 + length) break;
        payloads.push(pending.subarray(4, 4 + length));
        pending = pending.subarray(4 + length);
      }
      return payloads;
    },
  };
};
