import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from './aws-chunked.ts';

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let from = 0;
  for (const cut of [...cuts].map((c) => c % (bytes.length + 1)).sort((a, b) => a - b)) {
    if (cut > from) yield bytes.subarray(from, cut);
    from = Math.max(from, cut);
  }
  yield bytes.subarray(from);
}

const encode = (chunks: readonly Uint8Array[], trailer: string): Buffer =>
  Buffer.concat([
    ...chunks.filter((c) => c.length > 0).map((c) => Buffer.concat([Buffer.from(`${c.length.toString(16)}\r\n`), c, Buffer.from('\r\n')])),
    Buffer.from(`0\r\n${trailer}\r\n`),
  ]);

const decode = async (bytes: Buffer, cuts: readonly number[]): Promise<{ body: Buffer; trailers: Map<string, string> }> => {
  const trailers = new Map<string, string>();
  const parts: Buffer[] = [];
  for await (const part of decodeAwsChunked(pieces(bytes, cuts), trailers)) parts.push(Buffer.from(part));
  return { body: Buffer.concat(parts), trailers };
};

const seed = Number(process.env.FC_SEED ?? Date.now());

describe('aws-chunked body', () => {
  it(`gives the bytes back however they are cut (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 })), fc.array(fc.nat()), async (chunks, cuts) => {
        const { body, trailers } = await decode(encode(chunks, 'x-amz-checksum-crc32:AAAA\r\n'), cuts);
        expect(body.equals(Buffer.concat(chunks))).toBe(true);
        expect(trailers.get('x-amz-checksum-crc32')).toBe('AAAA');
      }),
      { seed, numRuns: 60 },
    );
  });

  it(`refuses every shortened body (seed ${seed})`, async () => {
    const whole = encode([Buffer.from('hello'), Buffer.from('world')], '');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await expect(decode(whole.subarray(0, length), [])).rejects.toMatchObject({ code: 'IncompleteBody' });
      }),
      { seed, numRuns: 40 },
    );
  });

  it('refuses what is no chunk', async () => {
    await expect(decode(Buffer.from('zz\r\nabc\r\n0\r\n\r\n'), [])).rejects.toMatchObject({ code: 'IncompleteBody' });
    await expect(decode(Buffer.from('2\r\nabc\r\n0\r\n\r\n'), [])).rejects.toMatchObject({ code: 'IncompleteBody' });
  });
});
