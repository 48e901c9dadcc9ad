import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchRefusal } from './refusal.ts';

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;
const isKnown = (encoding: string): encoding is keyof typeof unpackers => Object.hasOwn(unpackers, encoding);

/** Hands on what comes, as long as it is not too much. */
const bounded = (limit: number) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) throw new FetchRefusal(`The server sends more than ${limit} bytes.`);
      yield chunk;
    }
  };

/**
 * The body as text, unpacked. Counts what comes and what it unpacks to, so that a small body cannot become a huge one.
 * @throws FetchRefusal
 */
export const readBody = async (response: IncomingMessage, limit: number, signal: AbortSignal): Promise<string> => {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const chunks: Buffer[] = [];
  const keep = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) chunks.push(chunk);
  };
  if (encoding === 'identity' || encoding === '') await pipeline(response, bounded(limit), keep, { signal });
  else if (isKnown(encoding)) await pipeline(response, bounded(limit), unpackers[encoding](), bounded(limit), keep, { signal });
  else throw new FetchRefusal('The server packs its answer in a way that is not known here.');
  return Buffer.concat(chunks).toString('utf8');
};
