/** Names of audited actions and key spelling of the audit table; every key begins with the tenant. Imports nothing. */
export const auditActions = [
  'configuration.save',
  'configuration.import',
  'edgeAgent.makeCode',
  'edgeAgent.enrol',
  'edgeAgent.revoke',
  'subject.erase',
  'board.save',
  'board.delete',
  'board.import',
  'boardTemplate.save',
  'boardTemplate.delete',
  'boardTemplate.apply',
  'boardMedia.add',
  'boardMedia.delete',
  'filter.save',
  'filter.delete',
  'variable.save',
  'variable.delete',
  'externalData.save',
  'externalData.delete',
  'screen.pair',
  'screen.change',
  'screen.revoke',
  'callControl.act',
  'report.save',
  'report.delete',
  'report.import',
  'reportLogo.set',
  'export.make',
  'export.delete',
  'bulk.make',
  'schedule.save',
  'schedule.delete',
  'schedule.run',
  'schedule.tryBucket',
  'mailAddress.allow',
  'callBack.claim',
  'callBack.release',
  'callBack.note',
  'account.limit',
] as const;

export const auditPk = (tenant: string): string => `T#${tenant}#AUDIT`;
/** By instant (ISO 8601, fixed length), then by id, so that two rows of one millisecond are two rows. */
export const auditSk = (at: string, id: string): string => `${auditPrefix}${at}#${id}`;
export const auditPrefix = 'A#';
/** A row names at most this many single changes; how many there were is said beside them. */
export const auditedChanges = 50;
/** Values in a row are shown up to this many characters. */
export const auditedCharacters = 300;
