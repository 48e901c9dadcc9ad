/** Published door of the call engine: what it publishes (domain/engine-output.ts) and how to read it in order, exactly once. */
export { createReadOutbox, type OutboxPart, parseOutboxItem, type ReadOutbox, wholeBatches } from './outbox-batch.ts';
export { createOutboxConsumer, type OutboxConsumerDeps, outboxPartsOf } from './outbox-consumer.ts';
export { createReadFolded, type Folded, type ReadFolded } from './read-folded.ts';
