import { epochMs } from '../domain/ids.ts';
import { actorOf } from './audit-writer.ts';
import type { AuditNote, DoneBy } from './types.ts';

/** What a note says beside who did it, where and when. No changes and nothing past unless said. */
export type NoteWords = Pick<AuditNote, 'action' | 'object' | 'summary'> & Partial<Pick<AuditNote, 'changes' | 'changesPast'>>;

/** A note on somebody's doing at a site. Of a principal only what an actor is gets into it. @param at epoch ms */
export const auditNote = (
  { scope, who, origin }: DoneBy,
  at: number,
  { changes = [], changesPast = false, ...words }: NoteWords,
): AuditNote => ({
  at: epochMs(at),
  tenant: scope.tenant,
  site: scope.site,
  who: actorOf(who),
  origin,
  ...words,
  changes,
  changesPast,
});
