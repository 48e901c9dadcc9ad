import { crc32 } from 'node:zlib';

/**
 * One record of a spool segment, little-endian:
 *
 *   FF "TLR" | payload length u32 | first number u64 | numbers covered u32 | CRC-32 of the 16 bytes before it and the payload | payload
 *
 * An event covers one number; a `numbersLost` declaration covers all it declares. The marker's FF never occurs in UTF-8, so after
 * damage the next record is found by searching for it.
 */
export interface SpoolRecord {
  readonly seq: number;
  readonly span: number;
  readonly payload: Buffer;
}

const marker = Buffer.from([0xff, 0x54, 0x4c, 0x52]);
export const recordHeaderBytes = 24;
/** Larger than any list a PBX sends; a length above it is damage. */
export const maxPayloadBytes = 8 * 1_048_576;

export const encodeRecord = (record: SpoolRecord): Buffer => {
  const out = Buffer.allocUnsafe(recordHeaderBytes + record.payload.length);
  marker.copy(out, 0);
  out.writeUInt32LE(record.payload.length, 4);
  out.writeBigUInt64LE(BigInt(record.seq), 8);
  out.writeUInt32LE(record.span, 16);
  out.writeUInt32LE(crc32(record.payload, crc32(out.subarray(4, 20))), 20);
  record.payload.copy(out, recordHeaderBytes);
  return out;
};

export interface ScannedRecord extends SpoolRecord {
  /** Offset of the byte after the record. */
  readonly end: number;
}

export interface Scan {
  readonly records: readonly ScannedRecord[];
  /** Where the next scan has to begin. */
  readonly end: number;
  /** Bytes that belong to no record. */
  readonly damagedBytes: number;
}

const recordAt = (bytes: Buffer, offset: number): ScannedRecord | 'incomplete' | 'damaged' => {
  if (!bytes.subarray(offset, offset + 4).equals(marker)) return 'damaged';
  const length = bytes.readUInt32LE(offset + 4);
  if (length > maxPayloadBytes) return 'damaged';
  const end = offset + recordHeaderBytes + length;
  if (end > bytes.length) return 'incomplete';
  const payload = bytes.subarray(offset + recordHeaderBytes, end);
  if (crc32(payload, crc32(bytes.subarray(offset + 4, offset + 20))) !== bytes.readUInt32LE(offset + 20)) return 'damaged';
  return { seq: Number(bytes.readBigUInt64LE(offset + 8)), span: bytes.readUInt32LE(offset + 16), payload, end };
};

/**
 * All good records from `offset`, stepping over damage. `final`: nothing follows these bytes, so an incomplete record is damage too;
 * otherwise the scan stops in front of it. Payloads are views into `bytes`.
 */
export const scanRecords = (bytes: Buffer, options: { readonly offset?: number; readonly final: boolean }): Scan => {
  const records: ScannedRecord[] = [];
  let offset = options.offset ?? 0;
  let damagedBytes = 0;
  while (offset < bytes.length) {
    const found = bytes.length - offset < recordHeaderBytes ? 'incomplete' : recordAt(bytes, offset);
    if (typeof found === 'object') {
      records.push(found);
      offset = found.end;
      continue;
    }
    if (found === 'incomplete' && !options.final) break;
    const next = bytes.indexOf(marker, offset + 1);
    // Without `final` the last three bytes may be the beginning of a marker.
    const resume = next >= 0 ? next : options.final ? bytes.length : Math.max(offset + 1, bytes.length - marker.length + 1);
    damagedBytes += resume - offset;
    offset = resume;
  }
  return { records, end: offset, damagedBytes };
};
