import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { decodeAwsChunked } from './aws-chunked.ts';
import { createChecksum } from './checksums.ts';
import { type StagedBody, stageBody } from './object-file.ts';
import { s3Error } from './s3-error.ts';

/** Largest body of one request. */
const maxBytes = 5 * 1024 * 1024 * 1024;
const prefix = 'x-amz-checksum-';

export interface ReceivedBody {
  readonly staged: StagedBody;
  readonly checksums: Readonly<Record<string, string>>;
}

/** The checksum the client announces, in a header or for the trailer. */
const announced = (req: IncomingMessage): string | undefined => {
  const header = Object.keys(req.headers).find((n) => n.startsWith(prefix) && n !== `${prefix}type` && n !== `${prefix}mode`);
  const trailer = String(req.headers['x-amz-trailer'] ?? '').toLowerCase();
  return header?.slice(prefix.length) ?? (trailer.startsWith(prefix) ? trailer.slice(prefix.length) : undefined);
};

/** Reads a body to a temporary file and checks every hash the client sent. @throws AwsError with the file removed */
export const receiveBody = async (req: IncomingMessage, tmpDir: string): Promise<ReceivedBody> => {
  const stated = String(req.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD');
  const chunked = stated.startsWith('STREAMING-') || String(req.headers['content-encoding'] ?? '').includes('aws-chunked');
  if (stated.startsWith('STREAMING-AWS4'))
    throw s3Error('NotImplemented', 'signed chunks are not known: send an unsigned payload with a trailer');
  const algorithm = announced(req);
  const checksum = algorithm === undefined ? null : createChecksum(algorithm);
  const sha256 = /^[0-9a-f]{64}$/.test(stated) ? createHash('sha256') : null;
  const trailers = new Map<string, string>();
  const decoded: AsyncIterable<Buffer> = chunked ? decodeAwsChunked(req, trailers) : (req as AsyncIterable<Buffer>);
  const hashed = async function* (): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of decoded) {
      size += chunk.length;
      if (size > maxBytes) throw s3Error('EntityTooLarge', 'more than 5 GiB in one request');
      checksum?.update(chunk);
      sha256?.update(chunk);
      yield chunk;
    }
  };
  const staged = await stageBody(tmpDir, hashed());
  const refuse = async (error: Error): Promise<never> => {
    await unlink(staged.path);
    throw error;
  };
  const decodedLength = req.headers['x-amz-decoded-content-length'];
  if (decodedLength !== undefined && Number(decodedLength) !== staged.size)
    await refuse(s3Error('IncompleteBody', `got ${staged.size} bytes, x-amz-decoded-content-length says ${String(decodedLength)}`));
  if (sha256 !== null && sha256.digest('hex') !== stated)
    await refuse(s3Error('XAmzContentSHA256Mismatch', 'the body is not what was signed'));
  const md5 = req.headers['content-md5'];
  if (md5 !== undefined && md5 !== staged.md5.toString('base64')) await refuse(s3Error('BadDigest', 'Content-MD5 does not match the body'));
  if (algorithm === undefined || checksum === null) return { staged, checksums: {} };
  const expected = req.headers[prefix + algorithm] ?? trailers.get(prefix + algorithm);
  const value = checksum.base64();
  if (expected !== value) await refuse(s3Error('BadDigest', `${prefix}${algorithm} does not match the body`));
  return { staged, checksums: { [algorithm]: value } };
};
