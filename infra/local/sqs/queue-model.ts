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
  /** Whose it is, for fairness; null = of nobody else. Messages of an older stack have none. */
  group: z.string().nullable().default(null),
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

/** As the service has it for standard and FIFO queues: letters, digits and punctuation of ASCII. */
const groupAtMost = 128;
/** @throws AwsError InvalidParameterValue */
export const parseGroup = (given: string): string => {
  if (given.length > groupAtMost || !/^[!-~]+$/.test(given))
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${given} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to ${groupAtMost} in length.`,
    );
  return given;
};

/**
 * The next message to hand out: of the group with the fewest in flight, then the oldest. The service puts a group behind only when it takes more than
 * a tenth of what is in flight, of at least 30 of its own, or of the time of the workers; on one machine there is no other measure of noise.
 *
 * @param waiting to be seen now, oldest first
 * @param inFlight how many each group has
 */
export const nextInTurn = <Waiting extends readonly [string, StoredMessage]>(
  waiting: readonly Waiting[],
  inFlight: ReadonlyMap<string, number>,
): Waiting | undefined => {
  const held = ({ group }: StoredMessage): number => (group === null ? 0 : (inFlight.get(group) ?? 0));
  let next = waiting[0];
  for (const one of waiting) if (next !== undefined && held(one[1]) < held(next[1])) next = one;
  return next;
};

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
