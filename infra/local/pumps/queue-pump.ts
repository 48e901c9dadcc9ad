import { isJson, listOf } from '../aws-wire/json.ts';
import type { Invoke } from '../lambda/invoke.ts';
import { localRegion, queueArn } from '../local-environment.ts';
import { md5, type ReceivedMessage } from '../sqs/queue-model.ts';
import type { Queues } from '../sqs/queues.ts';
import type { FailedBatches } from './failed-batches.ts';
import type { Pump } from './pump.ts';
import { withinGrace } from './within-grace.ts';

export interface QueuePumpParams {
  readonly name: string;
  readonly queues: Queues;
  readonly queue: string;
  readonly invoke: Invoke;
  readonly failures: FailedBatches;
  /** Messages worked on at once, each in a call of its own. */
  readonly concurrency: number;
  /** A message is hidden so long, and again and again while it is worked on: after a crash it comes back soon. */
  readonly visibilityMs: number;
  /** Pause before attempt `n` (2, 3 …), ms. In AWS it is the queue's visibility timeout. */
  readonly backOffMs: (attempt: number) => number;
  /** Work that is under way gets so long to end when the stack stops; then its message comes again. */
  readonly graceMs: number;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

const eventOf = (queue: string, message: ReceivedMessage): unknown => ({
  Records: [
    {
      messageId: message.id,
      receiptHandle: message.handle,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        SenderId: '000000000000',
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
        ...(message.group === null ? {} : { MessageGroupId: message.group }),
      },
      messageAttributes: {},
      md5OfBody: md5(message.body),
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn(queue),
      awsRegion: localRegion,
    },
  ],
});

/** Whether a partial batch response lets the only message of the batch be deleted. */
const wentWell = (answer: unknown): boolean => !isJson(answer) || listOf(answer, 'batchItemFailures').length === 0;

/** Drives a handler from a queue as Lambda does: every message until it works or lies with the dead letters. */
export const startQueuePump = (params: QueuePumpParams): Pump => {
  const { queues, queue, name, log } = params;
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let pulling = false;
  let again = false;
  let onQuiet: (() => void)[] = [];

  const quiet = (): boolean => {
    const { visible, inFlight } = queues.counts(queue);
    return !pulling && running.size === 0 && visible + inFlight === 0;
  };
  const settle = (): void => {
    if (!quiet()) return;
    for (const tell of onQuiet) tell();
    onQuiet = [];
  };

  const giveUp = async (message: ReceivedMessage, error: string): Promise<void> => {
    log(`${name}: gave up a message after ${message.receives} attempts`, error);
    await params.failures.add({
      at: new Date(params.now()).toISOString(),
      consumer: name,
      condition: 'RetryAttemptsExhausted',
      attempts: message.receives,
      error,
      shard: 0,
      startSequenceNumber: message.id,
      endSequenceNumber: message.id,
      batchSize: 1,
      streamArn: queueArn(queue),
    });
  };

  const failed = async (message: ReceivedMessage, error: string): Promise<void> => {
    const most = queues.facts(queue).redrive?.maxReceives ?? Number.POSITIVE_INFINITY;
    const last = message.receives >= most;
    if (last) await giveUp(message, error);
    // Seen once more it goes to the dead letters.
    await queues.changeVisibility(queue, message.handle, last ? 0 : params.backOffMs(message.receives + 1));
  };

  const work = async (message: ReceivedMessage): Promise<void> => {
    const hiding = setInterval(() => {
      if (stopped) return;
      queues.changeVisibility(queue, message.handle, params.visibilityMs).catch(() => undefined);
    }, params.visibilityMs / 3);
    try {
      const outcome = await params
        .invoke(eventOf(queue, message))
        .then((answer) => (wentWell(answer) ? null : 'the handler reported failed items'))
        .catch((error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)));
      if (stopped && outcome !== null) return;
      if (outcome === null) await queues.remove(queue, message.handle);
      else await failed(message, outcome);
    } catch (error) {
      log(`${name}: message ${message.id} stumbled`, error);
    } finally {
      clearInterval(hiding);
    }
  };

  const pullOnce = async (): Promise<void> => {
    while (!stopped && running.size < params.concurrency) {
      const [message] = await queues.receive(queue, 1, params.visibilityMs);
      if (message === undefined) break;
      const mine: Promise<void> = work(message).then(() => {
        running.delete(mine);
        pull();
      });
      running.add(mine);
    }
    clearTimeout(timer);
    // With both hands full, whoever is done first looks again.
    const next = running.size < params.concurrency ? queues.nextVisibleAt(queue) : null;
    if (stopped || next === null) return;
    // What came into sight since the look above counts too.
    timer = setTimeout(pull, Math.max(10, next - params.now() + 1));
    timer.unref();
  };
  const pull = (): void => {
    again = true;
    if (pulling || stopped) return;
    pulling = true;
    const run = async (): Promise<void> => {
      while (again && !stopped) {
        again = false;
        await pullOnce();
      }
    };
    run()
      .catch((error: unknown) => log(`${name}: the queue could not be read`, error))
      .finally(() => {
        pulling = false;
        if (again && !stopped) pull();
        else settle();
      });
  };

  const unsubscribe = queues.onMessages((changed) => {
    if (changed === queue) pull();
  });
  pull();
  return {
    name,
    /** Not for messages that were sent with a delay. */
    idle: () =>
      quiet() || stopped
        ? Promise.resolve()
        : new Promise((resolve) => {
            onQuiet.push(resolve);
          }),
    stop: async () => {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
      await withinGrace(Promise.all(running), params.graceMs);
      for (const tell of onQuiet) tell();
    },
  };
};
