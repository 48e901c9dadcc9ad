import { gzipSync } from 'node:zlib';
import { type BatchHeader, frameToSign, frameWithSignature } from '../../functions/domain/batch-frame.ts';
import type { LinkId, SequenceNo } from '../../functions/domain/ids.ts';
import type { Sign } from '../identity/keys.ts';
import type { SpooledBatch } from '../spool/spool-reader.ts';

const newLine = Buffer.from('\n');

/** The signed frame of a batch: its records as gzip NDJSON, unchanged. `lastSeq` counts what a closing declaration declares. */
export const makeFrame = (
  batch: SpooledBatch,
  of: {
    readonly agent: string;
    readonly link: LinkId;
    readonly sentAt: number;
    readonly clockOffsetMs: number | null;
    readonly sign: Sign;
  },
): Uint8Array => {
  const header: BatchHeader = {
    v: 1,
    agent: of.agent,
    link: of.link,
    firstSeq: batch.firstSeq as SequenceNo,
    lastSeq: batch.lastSeq as SequenceNo,
    sentAt: of.sentAt,
    clockOffsetMs: of.clockOffsetMs,
  };
  const body = gzipSync(Buffer.concat(batch.records.flatMap(({ payload }) => [payload, newLine])), { level: 6 });
  const unsigned = frameToSign(header, body);
  return frameWithSignature(unsigned, of.sign(unsigned));
};
