/** Published door of audit: rows are put by whoever does what they tell of, in the same transaction. */
export { auditNote, type NoteWords } from './audit-note.ts';
export { auditOriginOf, type RequestFacts } from './audit-origin.ts';
export { actorOf, createAuditWriter, noOrigin } from './audit-writer.ts';
