import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';

/** The whole body. @throws AwsError 413 above `limit` bytes (the rest is drained, so that the answer still arrives). */
export const readBody = async (req: IncomingMessage, limit: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw new AwsError('RequestEntityTooLarge', `body of ${size} bytes, limit ${limit}`, 413);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
};
