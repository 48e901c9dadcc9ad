import { auditedChanges, auditedCharacters, auditPk, auditSk } from './constants.ts';
import type { AuditActor, AuditChange, AuditNote, AuditOrigin, AuditWrite, TransactWrite } from './types.ts';

const shortened = (text: string): string => (text.length <= auditedCharacters ? text : `${text.slice(0, auditedCharacters - 1)}…`);
const short = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return shortened(typeof value === 'string' ? value : JSON.stringify(value));
};
const shortChange = ({ path, before, after }: AuditNote['changes'][number]): AuditChange => ({
  // Names stand in paths, and a name may be as long as a configuration.
  path: shortened(path),
  before: short(before),
  after: short(after),
});

/** The condition keeps a row from ever being written over; the right to change or delete one is in no role. */
export const auditPutParams = (table: string, id: string, note: AuditNote): TransactWrite => ({
  Put: {
    TableName: table,
    Item: {
      pk: auditPk(note.tenant),
      sk: auditSk(new Date(note.at).toISOString(), id),
      id,
      ...note,
      who: { ...note.who },
      origin: { ...note.origin },
      changes: note.changes.slice(0, auditedChanges).map(shortChange),
      changeCount: note.changes.length,
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Published door of audit: turns a note into a write for the caller's own transaction. */
export const createAuditWriter =
  (deps: { readonly table: string; readonly newId: () => string }): AuditWrite =>
  (note) =>
    auditPutParams(deps.table, deps.newId(), note);

/** Nothing of a principal but this. */
export const actorOf = ({ kind, id, name, role }: AuditActor): AuditActor => ({ kind, id, name, role });

export const noOrigin: AuditOrigin = { requestId: null, ip: null, forwardedFor: null };
