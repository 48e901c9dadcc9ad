import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchFrameError, type BatchHeader, frameToSign, frameWithSignature, parseFrame } from './batch-frame.ts';
import type { LinkId, SequenceNo } from './ids.ts';

const header: BatchHeader = {
  v: 1,
  agent: 'ag1',
  link: 'l1' as LinkId,
  firstSeq: 1 as SequenceNo,
  lastSeq: 2 as SequenceNo,
  sentAt: 1000,
  clockOffsetMs: null,
};
const body = new Uint8Array([1, 2, 3]);
const signature = new Uint8Array(64).fill(7);
const frame = frameWithSignature(frameToSign(header, body), signature);

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof BatchFrameError) return error.code;
    throw error;
  }
  return 'none';
};

describe('batch frame', () => {
  it('begins with its magic and gives back what was put in', () => {
    expect([...frame.subarray(0, 4)]).toEqual([0x54, 0x4c, 0x42, 0x31]);
    const parsed = parseFrame(frame);
    expect(parsed.header).toEqual({ v: 1, agent: 'ag1', link: 'l1', firstSeq: 1, lastSeq: 2, sentAt: 1000, clockOffsetMs: null });
    expect([...parsed.body]).toEqual([1, 2, 3]);
    expect([...parsed.signature]).toEqual(new Array(64).fill(7));
    expect(parsed.signed.length).toBe(frame.length - 64);
    expect(parsed.end).toBe(frame.length);
  });

  it('reads concatenated frames one after the other', () => {
    const two = new Uint8Array([...frame, ...frame]);
    expect(parseFrame(two, parseFrame(two).end).end).toBe(two.length);
  });

  it('names what is wrong', () => {
    expect(codeOf(() => parseFrame(frame.subarray(0, frame.length - 1)))).toBe('frame.truncated');
    expect(codeOf(() => parseFrame(new Uint8Array(200)))).toBe('frame.magic');
    const badHeader = Uint8Array.from(frame);
    badHeader[6] = 0x21;
    expect(codeOf(() => parseFrame(badHeader))).toBe('frame.header');
    expect(codeOf(() => frameWithSignature(frameToSign(header, body), new Uint8Array(3)))).toBe('frame.truncated');
  });

  it('throws nothing but its own error on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, keepMagic) => {
        const bytes = keepMagic ? new Uint8Array([0x54, 0x4c, 0x42, 0x31, ...noise]) : noise;
        expect(codeOf(() => parseFrame(bytes))).toMatch(/^(frame\.(magic|truncated|header|tooLarge)|none)$/);
      }),
    );
  });
});
