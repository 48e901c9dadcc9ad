import { AwsError } from '../aws-wire/aws-error.ts';

/** 56 digits as in AWS; they compare as numbers within a shard. */
export const sequenceOf = (shard: number, no: number): string => `49${String(shard).padStart(6, '0')}${String(no).padStart(48, '0')}`;

export const numberOfSequence = (sequence: string): number => {
  if (!/^\d{56}$/.test(sequence)) throw new AwsError('InvalidArgumentException', `sequence number ${sequence} is not one of this stream`);
  return Number(sequence.slice(8));
};

export const shardId = (shard: number): string => `shardId-${String(shard).padStart(12, '0')}`;

export const shardOfId = (id: string, shards: number): number => {
  const shard = Number(/^shardId-(\d{12})$/.exec(id)?.[1] ?? 'NaN');
  if (!(shard < shards)) throw new AwsError('ResourceNotFoundException', `Shard ${id} does not exist`);
  return shard;
};
