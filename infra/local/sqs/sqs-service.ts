import { setTimeout as pause } from 'node:timers/promises';
import { AwsError } from '../aws-wire/aws-error.ts';
import { isJson, type Json, listOf, numberOf, textOf } from '../aws-wire/json.ts';
import { createJsonService, type HttpHandler, type JsonServiceParams } from '../aws-wire/json-service.ts';
import { localAccount, queueArn, queueUrl } from '../local-environment.ts';
import { md5, parseGroup, parseQueueFacts, type ReceivedMessage } from './queue-model.ts';
import type { Queues } from './queues.ts';

const maxMessageBytes = 1_048_576;
const maxVisibilitySeconds = 43_200;
/** How often a long poll looks again for messages that become visible by time alone. */
const pollMs = 100;

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(isJson(value) ? value : {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/** The queue of a request by the last part of its address. */
const queueOf = (input: Json): string => {
  const url = textOf(input, 'QueueUrl');
  if (url === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter QueueUrl.');
  return url.split('/').at(-1) ?? '';
};
const handleOf = (input: Json): string => {
  const handle = textOf(input, 'ReceiptHandle');
  if (handle === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter ReceiptHandle.');
  return handle;
};
const secondsOf = (input: Json, name: string, most: number): number | undefined => {
  const value = numberOf(input, name);
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new AwsError('InvalidParameterValue', `Value ${value} for parameter ${name} is invalid. Reason: Must be between 0 and ${most}.`);
  return value;
};

const bodyOf = (input: Json): string => {
  const body = textOf(input, 'MessageBody') ?? '';
  if (body === '') throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (Buffer.byteLength(body) > maxMessageBytes)
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxMessageBytes} bytes.`,
    );
  if (input.MessageAttributes !== undefined)
    throw new AwsError('UnsupportedOperation', 'attributes of messages are not part of the local stack');
  return body;
};

const sendOne = async (queues: Queues, name: string, input: Json): Promise<Json> => {
  const body = bodyOf(input);
  const delay = secondsOf(input, 'DelaySeconds', 900);
  const group = textOf(input, 'MessageGroupId');
  const how = { delayMs: delay === undefined ? undefined : delay * 1_000, group: group === undefined ? undefined : parseGroup(group) };
  return { MessageId: await queues.send(name, body, how), MD5OfMessageBody: md5(body) };
};
const removeOne = async (queues: Queues, name: string, input: Json): Promise<Json> => {
  await queues.remove(name, handleOf(input));
  return {};
};

/** Each entry on its own: one that fails is named in the answer and holds up none of the others. */
const batch = async (input: Json, one: (entry: Json) => Promise<Json>): Promise<Json> => {
  const entries = listOf(input, 'Entries').filter(isJson);
  const ids = entries.map((entry) => textOf(entry, 'Id') ?? '');
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  if (new Set(ids).size < ids.length) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${ids.join(', ')} repeated.`);
  const Successful: Json[] = [];
  const Failed: Json[] = [];
  for (const [i, entry] of entries.entries())
    try {
      Successful.push({ Id: ids[i], ...(await one(entry)) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: ids[i], Code: error.code, Message: error.message, SenderFault: true });
    }
  return { Successful, Failed };
};

const shown = (message: ReceivedMessage, wanted: readonly unknown[]): Json => {
  const all: Record<string, string> = {
    SenderId: localAccount,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? 0),
    ...(message.group === null ? {} : { MessageGroupId: message.group }),
  };
  const attributes = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name)));
  return {
    MessageId: message.id,
    ReceiptHandle: message.handle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(attributes).length === 0 ? {} : { Attributes: attributes }),
  };
};

const receive = async (queues: Queues, input: Json, now: () => number): Promise<Json> => {
  const name = queueOf(input);
  const max = numberOf(input, 'MaxNumberOfMessages') ?? 1;
  if (!Number.isInteger(max) || max < 1 || max > 10)
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${max} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10.`,
    );
  const visibility = secondsOf(input, 'VisibilityTimeout', maxVisibilitySeconds) ?? queues.facts(name).visibilitySeconds;
  const until = now() + (secondsOf(input, 'WaitTimeSeconds', 20) ?? 0) * 1_000;
  for (;;) {
    const messages = await queues.receive(name, max, visibility * 1_000);
    if (messages.length > 0 || now() >= until) {
      const wanted = [...listOf(input, 'AttributeNames'), ...listOf(input, 'MessageSystemAttributeNames')];
      return messages.length === 0 ? {} : { Messages: messages.map((message) => shown(message, wanted)) };
    }
    await pause(pollMs);
  }
};

const attributesOf = (queues: Queues, name: string, wanted: readonly unknown[]): Json => {
  const facts = queues.facts(name);
  const counts = queues.counts(name);
  const all: Record<string, string> = {
    QueueArn: queueArn(name),
    CreatedTimestamp: String(Math.floor(facts.createdAt / 1_000)),
    VisibilityTimeout: String(facts.visibilitySeconds),
    MessageRetentionPeriod: String(facts.retentionSeconds),
    DelaySeconds: String(facts.delaySeconds),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
  };
  if (facts.redrive !== null)
    all.RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: queueArn(facts.redrive.deadLetterQueue),
      maxReceiveCount: facts.redrive.maxReceives,
    });
  return { Attributes: Object.fromEntries(Object.entries(all).filter(([key]) => wanted.includes('All') || wanted.includes(key))) };
};

/** Standard queues over the JSON protocol. */
export const createSqsService = (params: {
  readonly queues: Queues;
  readonly verify: JsonServiceParams['verify'];
  readonly now: () => number;
  readonly log: JsonServiceParams['log'];
  /** Where the emulators answer; addresses of queues begin with it. */
  readonly endpoint: () => string;
}): HttpHandler => {
  const { queues, now } = params;
  const known = (input: Json): string => queues.facts(queueOf(input)).name;
  return createJsonService({
    contentType: 'application/x-amz-json-1.0',
    maxBody: 12 * maxMessageBytes,
    verify: params.verify,
    log: params.log,
    call: async (operation, input, session) => {
      if (session?.policy != null) throw new AwsError('AccessDenied', `${session.roleArn} may not use queues`, 403);
      switch (operation) {
        case 'CreateQueue': {
          const name = textOf(input, 'QueueName') ?? '';
          await queues.create(parseQueueFacts(name, textsOf(input.Attributes), now()));
          return { QueueUrl: queueUrl(params.endpoint(), name) };
        }
        case 'GetQueueUrl':
          return { QueueUrl: queueUrl(params.endpoint(), queues.facts(textOf(input, 'QueueName') ?? '').name) };
        case 'GetQueueAttributes':
          return attributesOf(queues, known(input), listOf(input, 'AttributeNames'));
        case 'SendMessage':
          return sendOne(queues, known(input), input);
        case 'SendMessageBatch': {
          const name = known(input);
          return batch(input, (entry) => sendOne(queues, name, entry));
        }
        case 'ReceiveMessage':
          return receive(queues, input, now);
        case 'DeleteMessage':
          return removeOne(queues, known(input), input);
        case 'DeleteMessageBatch': {
          const name = known(input);
          return batch(input, (entry) => removeOne(queues, name, entry));
        }
        case 'ChangeMessageVisibility': {
          const seconds = secondsOf(input, 'VisibilityTimeout', maxVisibilitySeconds);
          if (seconds === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
          await queues.changeVisibility(known(input), handleOf(input), seconds * 1_000);
          return {};
        }
        default:
          throw new AwsError('UnsupportedOperation', `${operation} is not part of the local stack`);
      }
    },
  });
};
