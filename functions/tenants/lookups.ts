/**
 * Look-ups that find the tenant and therefore are the only keys without its prefix. Everything else begins with `T#<tenant>` (or
 * `R#<reseller>` for what belongs to the reseller). `AGENT#…` and `ENROL#…` are spelled in edge-agents/constants.ts, `CONN#…` and `SUBJECT#…`
 * (open connections, and those of one person) in live/constants.ts, `SITES` (all sites, for work on a timer) in
 * call-history/constants.ts, `SCREEN#…`, `PAIR#…` and `PAIRFROM#…` (wall screens, codes and who asks for them before there is a tenant) in
 * screens/constants.ts, `FETCHES` (external data by when it is due) in board-values/constants.ts, `SCHEDULES` (schedules and runs by
 * when they are due) in schedules/constants.ts; they are listed here so that one page shows all of them.
 */
export const lookupPrefixes = [
  'SITE#',
  'LOGIN#',
  'AGENT#',
  'ENROL#',
  'CONN#',
  'SUBJECT#',
  'SITES',
  'SCREEN#',
  'PAIR#',
  'PAIRFROM#',
  'FETCHES',
  'SCHEDULES',
] as const;

/** Site id to its record. */
export const siteLookupKey = (site: string): { readonly pk: string; readonly sk: string } => ({ pk: `SITE#${site}`, sk: 'SITE' });
/** Subject of a token to the principal. */
export const loginLookupKey = (subject: string): { readonly pk: string; readonly sk: string } => ({ pk: `LOGIN#${subject}`, sk: 'LOGIN' });
