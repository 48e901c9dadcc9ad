/** Published door of the call engine: what it publishes (domain/engine-output.ts) and how to read it in order, exactly once. */
export { createReadOutbox, type OutboxPart, parseOutboxItem, type ReadOutbox, wholeBatches } from './outbox-batch.ts';
export { createOutboxConsumer, type OutboxConsumerDeps, outboxPartsOf } from './outbox-consumer.ts';
