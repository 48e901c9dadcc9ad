import { crc32 } from 'node:zlib';

/** One record as it rests in a shard's log. */
export interface StoredRecord {
  /** 0, 1, 2 … within the shard. */
  readonly no: number;
  /** Arrival, epoch ms. */
  readonly at: number;
  readonly partitionKey: string;
  readonly data: Buffer;
}

/**
 * length of the rest u32 | CRC32 of the rest u32 | number f64 | arrival f64 | partition key length u16 | partition key | data
 * (little endian)
 */
const head = 8;
const fixed = 18;

export const encodeRecord = (record: StoredRecord): Buffer => {
  const key = Buffer.from(record.partitionKey, 'utf8');
  const rest = fixed + key.length + record.data.length;
  const out = Buffer.allocUnsafe(head + rest);
  out.writeUInt32LE(rest, 0);
  out.writeDoubleLE(record.no, 8);
  out.writeDoubleLE(record.at, 16);
  out.writeUInt16LE(key.length, 24);
  key.copy(out, 26);
  record.data.copy(out, 26 + key.length);
  out.writeUInt32LE(crc32(out.subarray(head)), 4);
  return out;
};

/** Reads the record at `offset`; null when it is cut short or its checksum is wrong. `end` = offset of the next one. */
export const decodeRecord = (bytes: Buffer, offset: number): { readonly record: StoredRecord; readonly end: number } | null => {
  if (offset + head + fixed > bytes.length) return null;
  const rest = bytes.readUInt32LE(offset);
  const end = offset + head + rest;
  if (rest < fixed || end > bytes.length) return null;
  const body = bytes.subarray(offset + head, end);
  if (crc32(body) !== bytes.readUInt32LE(offset + 4)) return null;
  const keyEnd = fixed + body.readUInt16LE(16);
  if (keyEnd > body.length) return null;
  return {
    record: {
      no: body.readDoubleLE(0),
      at: body.readDoubleLE(8),
      partitionKey: body.toString('utf8', fixed, keyEnd),
      data: body.subarray(keyEnd),
    },
    end,
  };
};
