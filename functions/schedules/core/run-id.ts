/** Id of the run of a schedule at an instant: the same for every delivery of one firing. */
export const runIdOf = (dueAt: number, schedule: string): string => `${new Date(dueAt).toISOString().replace(/[-:.]/g, '')}-${schedule}`;

/** The same of a sort key without its prefix: `2040-03-24T08:00:00.000Z#daily`. */
export const runIdOfSk = (key: string): string => {
  const [at = '', schedule = ''] = key.split('#');
  return `${at.replace(/[-:.]/g, '')}-${schedule}`;
};

/** What an id says, null when it is none. */
export const readRunId = (id: string): { readonly dueAt: number; readonly schedule: string } | null => {
  const [, y, mo, d, h, mi, s, ms, schedule = ''] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([a-z0-9-]{1,60})$/.exec(id) ?? [];
  if (y === undefined) return null;
  const dueAt = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`);
  return Number.isNaN(dueAt) ? null : { dueAt, schedule };
};
