import { type Column, callColumns, factColumns, factsVersion, segmentColumns, statusColumns } from '../statistics/facts.ts';
import { type LakeTableName, layoutVersion } from './constants.ts';

export interface LakeTable {
  readonly columns: readonly Column[];
  /** The column by which a row lies in an hour and in a range, epoch ms. */
  readonly time: string;
  /** Rows of a file are in this order, so that neighbours are read together and files of the same rows are the same. */
  readonly order: readonly string[];
}

export const lakeTables: Readonly<Record<LakeTableName, LakeTable>> = {
  calls: { columns: callColumns, time: 'callStartedAt', order: ['callStartedAt', 'logicalCallId'] },
  segments: { columns: segmentColumns, time: 'callStartedAt', order: ['callStartedAt', 'logicalCallId', 'segmentNo'] },
  facts: { columns: factColumns, time: 'callStartedAt', order: ['callStartedAt', 'factId'] },
  status: { columns: statusColumns, time: 'at', order: ['at', 'statusId'] },
};

/** Of a file's content: hours sealed under another one are sealed again, and read from history until then. */
export const schemaVersion = `${layoutVersion}.${factsVersion}`;
