import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../aws-wire/aws-error.ts';

export const queueFactsSchema = z.object({
  name: z.string(),
  createdAt: z.number(),
  visibilitySeconds: z.int(),
  retentionSeconds: z.int(),
  delaySeconds: z.int(),
  redrive: z.object({ deadLetterQueue: z.string(), maxReceives: z.int() }).nullable(),
});
/** What a queue was created with. */
export type QueueFacts = z.infer<typeof queueFactsSchema>;

export const storedMessageSchema = z.object({
  id: z.string(),
  body: z.string(),
  /** Epoch ms, as all instants here. */
  sentAt: z.number(),
  visibleAt: z.number(),
  receives: z.int(),
  firstReceivedAt: z.number().nullable(),
  /** What the newest receiver must name; null = nobody has received it, or it was given back. */
  receipt: z.string().nullable(),
});
export type StoredMessage = z.infer<typeof storedMessageSchema>;

/** A message as its receiver sees it. */
export interface ReceivedMessage extends StoredMessage {
  readonly handle: string;
}

/** Messages waiting, being worked on, and not yet to be seen. */
export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const seconds = (name: string, text: string | undefined, fallback: number, most: number): number => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most) throw new AwsError('InvalidAttributeValue', `${name} must be 0 to ${most}`);
  return value;
};

const redriveSchema = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1).max(1_000) });
const redriveOf = (text: string): QueueFacts['redrive'] => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = null;
  }
  const parsed = redriveSchema.safeParse(given);
  const name = parsed.data?.deadLetterTargetArn.split(':').at(-1) ?? '';
  if (!parsed.success || name === '')
    throw new AwsError('InvalidParameterValue', `RedrivePolicy ${text} needs deadLetterTargetArn and maxReceiveCount from 1 to 1000`);
  return { deadLetterQueue: name, maxReceives: parsed.data.maxReceiveCount };
};

/** Attributes of a new queue, with the service's defaults. @throws AwsError */
export const parseQueueFacts = (name: string, attributes: Readonly<Record<string, string>>, createdAt: number): QueueFacts => {
  if (!/^[\w-]{1,80}$/.test(name)) throw new AwsError('InvalidParameterValue', `${name} is not the name of a standard queue`);
  return {
    name,
    createdAt,
    visibilitySeconds: seconds('VisibilityTimeout', attributes.VisibilityTimeout, 30, 43_200),
    retentionSeconds: seconds('MessageRetentionPeriod', attributes.MessageRetentionPeriod, 345_600, 1_209_600),
    delaySeconds: seconds('DelaySeconds', attributes.DelaySeconds, 0, 900),
    redrive: attributes.RedrivePolicy === undefined || attributes.RedrivePolicy === '' ? null : redriveOf(attributes.RedrivePolicy),
  };
};
