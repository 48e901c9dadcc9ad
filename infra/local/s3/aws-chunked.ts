import { s3Error } from './s3-error.ts';

const maxLine = 4096;

/**
 * Decodes an `aws-chunked` body: `<hex size>[;extension]\r\n<bytes>\r\n` … `0\r\n<trailer>:<value>\r\n…\r\n`.
 * Trailers are put into `trailers` by lower-case name. @throws AwsError IncompleteBody when it is cut short or malformed
 */
export async function* decodeAwsChunked(source: AsyncIterable<Buffer>, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]();
  let buffer: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await iterator.next();
    if (next.done === true) throw s3Error('IncompleteBody', 'the chunked body ends too early');
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value]);
  };
  const line = async (): Promise<string> => {
    for (;;) {
      const end = buffer.indexOf('\r\n');
      if (end >= 0) {
        const text = buffer.toString('latin1', 0, end);
        buffer = buffer.subarray(end + 2);
        return text;
      }
      if (buffer.length > maxLine) throw s3Error('IncompleteBody', 'a chunk header is too long');
      await more();
    }
  };
  for (;;) {
    const head = await line();
    const size = Number.parseInt(head, 16);
    if (!/^[0-9a-fA-F]{1,8}(;|$)/.test(head))
      throw s3Error('IncompleteBody', `chunk size ${JSON.stringify(head.slice(0, 20))} is not hexadecimal`);
    if (size === 0) break;
    let left = size;
    while (left > 0) {
      if (buffer.length === 0) await more();
      const part = buffer.subarray(0, left);
      buffer = buffer.subarray(part.length);
      left -= part.length;
      yield part;
    }
    if ((await line()) !== '') throw s3Error('IncompleteBody', 'a chunk is longer than its size says');
  }
  for (;;) {
    const trailer = await line();
    if (trailer === '') return;
    const colon = trailer.indexOf(':');
    if (colon > 0) trailers.set(trailer.slice(0, colon).trim().toLowerCase(), trailer.slice(colon + 1).trim());
  }
}
