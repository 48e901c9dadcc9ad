import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-wire/aws-error.ts';
import type { LevelStore, Op } from '../dynamodb/level-store.ts';
import {
  nextInTurn,
  type QueueCounts,
  type QueueFacts,
  queueFactsSchema,
  type ReceivedMessage,
  type StoredMessage,
  storedMessageSchema,
} from './queue-model.ts';

/**
 * All queues of the emulator. Every change is on disk before it is answered; what a call changes is one batch, so that a crash leaves all of it
 * or nothing. Messages are few and also in memory.
 */
export interface Queues {
  /** The same name with the same attributes is the same queue. @throws AwsError QueueNameExists */
  create(facts: QueueFacts): Promise<void>;
  /** @throws AwsError QueueDoesNotExist */
  facts(name: string): QueueFacts;
  has(name: string): boolean;
  counts(name: string): QueueCounts;
  /** Puts a message in; `along` is written in the same batch. @returns its id */
  send(name: string, body: string, how?: SendOptions, along?: readonly Op[]): Promise<string>;
  /** Messages to be seen now, each group in turn, hidden from others for `visibilityMs`. One received too often goes to the dead letters instead. */
  receive(name: string, max: number, visibilityMs: number): Promise<readonly ReceivedMessage[]>;
  /** A handle that is not the newest changes nothing, as in AWS. @throws AwsError ReceiptHandleIsInvalid */
  remove(name: string, handle: string): Promise<void>;
  /** @throws AwsError MessageNotInflight, ReceiptHandleIsInvalid */
  changeVisibility(name: string, handle: string, visibilityMs: number): Promise<void>;
  /** Instant from which the next message can be seen, which may have passed; null = there is none. */
  nextVisibleAt(name: string): number | null;
  /** Calls back when something may be there to receive. @returns the way to stop */
  onMessages(listener: (queue: string) => void): () => void;
}

export interface SendOptions {
  /** Without it, that of the queue. */
  readonly delayMs?: number | undefined;
  readonly group?: string | undefined;
}
interface Queue {
  readonly facts: QueueFacts;
  /** By key, oldest first. */
  readonly messages: Map<string, StoredMessage>;
}

const queuePrefix = 'QUEUE#';
const messagePrefix = 'MESSAGE#';
const after = (prefix: string): string => `${prefix}\uffff`;

const noQueue = (): AwsError => new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
const badHandle = (): AwsError => new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');

/** Reads the queues of `level`, in which they may live beside others. */
export const openQueues = async (level: LevelStore, now: () => number): Promise<Queues> => {
  const queues = new Map<string, Queue>();
  const listeners = new Set<(queue: string) => void>();
  let counter = 0;

  const find = (name: string): Queue => {
    const queue = queues.get(name);
    if (queue === undefined) throw noQueue();
    return queue;
  };
  for await (const [, text] of level.entries({ gt: queuePrefix, lt: after(queuePrefix) })) {
    const facts = queueFactsSchema.parse(JSON.parse(text));
    queues.set(facts.name, { facts, messages: new Map() });
  }
  for await (const [key, text] of level.entries({ gt: messagePrefix, lt: after(messagePrefix) }))
    queues.get(key.split('#')[1] ?? '')?.messages.set(key, storedMessageSchema.parse(JSON.parse(text)));

  const tell = (name: string): void => {
    for (const listener of listeners) listener(name);
  };
  const newKey = (name: string): string =>
    `${messagePrefix}${name}#${String(now()).padStart(14, '0')}-${String(counter++).padStart(8, '0')}-${randomUUID().slice(0, 8)}`;
  const put = (queue: Queue, key: string, message: StoredMessage): Op => {
    queue.messages.set(key, message);
    return { type: 'put', key, value: JSON.stringify(message) };
  };
  const drop = (queue: Queue, key: string): Op => {
    queue.messages.delete(key);
    return { type: 'del', key };
  };
  /** Moved by the service itself: the sending time stays, so that retention goes on. */
  const toDeadLetters = (from: Queue, key: string, message: StoredMessage, target: Queue): Op[] => [
    drop(from, key),
    put(target, newKey(target.facts.name), { ...message, visibleAt: now(), receipt: null }),
  ];

  /** A handle is the message's key and the secret of one reception. */
  const held = (name: string, handle: string): { queue: Queue; key: string; message: StoredMessage } | null => {
    const queue = find(name);
    const [key = '', receipt = ''] = Buffer.from(handle, 'base64url').toString('utf8').split('|');
    if (!key.startsWith(`${messagePrefix}${name}#`) || receipt === '') throw badHandle();
    const message = queue.messages.get(key);
    return message === undefined || message.receipt !== receipt ? null : { queue, key, message };
  };

  return {
    create: async (facts) => {
      const before = queues.get(facts.name);
      if (before !== undefined) {
        const same = JSON.stringify({ ...before.facts, createdAt: 0 }) === JSON.stringify({ ...facts, createdAt: 0 });
        if (!same)
          throw new AwsError('QueueNameExists', `A queue already exists with the same name and a different value for an attribute.`);
        return level.settled();
      }
      queues.set(facts.name, { facts, messages: new Map() });
      await level.enqueue([{ type: 'put', key: queuePrefix + facts.name, value: JSON.stringify(facts) }]);
    },
    facts: (name) => find(name).facts,
    has: (name) => queues.has(name),
    counts: (name) => {
      const all = [...find(name).messages.values()];
      const hidden = all.filter((message) => message.visibleAt > now());
      const inFlight = hidden.filter((message) => message.receipt !== null).length;
      return { visible: all.length - hidden.length, inFlight, delayed: hidden.length - inFlight };
    },
    send: async (name, body, { delayMs, group = null } = {}, along = []) => {
      const queue = find(name);
      const id = randomUUID();
      const sentAt = now();
      const visibleAt = sentAt + (delayMs ?? queue.facts.delaySeconds * 1_000);
      const message = { id, body, group, sentAt, visibleAt, receives: 0, firstReceivedAt: null, receipt: null };
      await level.enqueue([...along, put(queue, newKey(name), message)]);
      tell(name);
      return id;
    },
    receive: async (name, max, visibilityMs) => {
      const queue = find(name);
      const at = now();
      const { redrive, retentionSeconds } = queue.facts;
      const deadLetters = redrive === null ? undefined : queues.get(redrive.deadLetterQueue);
      const ops: Op[] = [];
      const inFlight = new Map<string, number>();
      const count = ({ group }: StoredMessage): unknown => group !== null && inFlight.set(group, (inFlight.get(group) ?? 0) + 1);
      const waiting: (readonly [string, StoredMessage])[] = [];
      for (const [key, message] of [...queue.messages]) {
        if (at - message.sentAt > retentionSeconds * 1_000) ops.push(drop(queue, key));
        else if (message.visibleAt > at) {
          if (message.receipt !== null) count(message);
        } else if (redrive !== null && deadLetters !== undefined && message.receives >= redrive.maxReceives)
          ops.push(...toDeadLetters(queue, key, message, deadLetters));
        else waiting.push([key, message]);
      }
      const received: ReceivedMessage[] = [];
      while (received.length < max) {
        const next = nextInTurn(waiting, inFlight);
        if (next === undefined) break;
        waiting.splice(waiting.indexOf(next), 1);
        const [key, message] = next;
        const receipt = randomUUID();
        const changed: StoredMessage = {
          ...message,
          receipt,
          receives: message.receives + 1,
          firstReceivedAt: message.firstReceivedAt ?? at,
          visibleAt: at + visibilityMs,
        };
        count(changed);
        ops.push(put(queue, key, changed));
        received.push({ ...changed, handle: Buffer.from(`${key}|${receipt}`).toString('base64url') });
      }
      if (ops.length > 0) await level.enqueue(ops);
      return received;
    },
    remove: async (name, handle) => {
      const found = held(name, handle);
      if (found !== null) await level.enqueue([drop(found.queue, found.key)]);
    },
    changeVisibility: async (name, handle, visibilityMs) => {
      const found = held(name, handle);
      if (found === null || found.message.visibleAt <= now())
        throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
      await level.enqueue([put(found.queue, found.key, { ...found.message, visibleAt: now() + visibilityMs })]);
      if (visibilityMs === 0) tell(name);
    },
    nextVisibleAt: (name) => {
      let next: number | null = null;
      for (const { visibleAt } of find(name).messages.values()) if (next === null || visibleAt < next) next = visibleAt;
      return next;
    },
    onMessages: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
