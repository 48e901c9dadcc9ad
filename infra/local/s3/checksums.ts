import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { s3Error } from './s3-error.ts';

export interface Checksum {
  update(chunk: Uint8Array): void;
  base64(): string;
}

const crcTable = (polynomial: number): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? polynomial ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
const castagnoli = crcTable(0x82f63b78);

const u32 = (value: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0, 0);
  return bytes.toString('base64');
};

/** @param algorithm as in `x-amz-checksum-<algorithm>`. @throws AwsError for the ones not known here */
export const createChecksum = (algorithm: string): Checksum => {
  switch (algorithm) {
    case 'crc32': {
      let value = 0;
      return {
        update: (chunk) => {
          value = crc32(chunk, value);
        },
        base64: () => u32(value),
      };
    }
    case 'crc32c': {
      let value = 0xffffffff;
      return {
        update: (chunk) => {
          for (const byte of chunk) value = (castagnoli[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
        },
        base64: () => u32(value ^ 0xffffffff),
      };
    }
    case 'sha1':
    case 'sha256': {
      const hash = createHash(algorithm);
      return { update: (chunk) => hash.update(chunk), base64: () => hash.digest('base64') };
    }
    default:
      throw s3Error('NotImplemented', `checksum ${algorithm} is not known: use crc32, crc32c, sha1 or sha256`);
  }
};
