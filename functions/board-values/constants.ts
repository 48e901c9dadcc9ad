/** Key spelling and limits of global variables and external data sources. Imports nothing. */
export const valuesPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#VALUES`;
export const variableSk = (id: string): string => `VAR#${id}`;
export const sourceSk = (id: string): string => `SOURCE#${id}`;
/** What was last fetched from a source. */
export const fetchedSk = (source: string): string => `FETCHED#${source}`;
/** Counts the changes of a site's list, so that two at once cannot both believe a name is free. */
export const headSk = 'HEAD';
/** When somebody last tried a source without saving it. */
export const triedSk = 'TRIED';

/** All sources with the instant of their next fetch: work on a timer, which finds the tenant. */
export const fetchesPk = 'FETCHES';
export const fetchSk = (tenant: string, site: string, source: string): string => `T#${tenant}#S#${site}#SOURCE#${source}`;

/** Where the secret of a request header lies in Parameter Store. */
export const secretName = (tenant: string, site: string, source: string): string => `/trunkline/T/${tenant}/S/${site}/source/${source}`;

/** As in `Field.value` of a board. */
export const variableValueId = (variable: string): string => `variable:${variable}`;
export const fieldValueId = (source: string, field: string): string => `external:${source}:${field}`;

export const limits = {
  variables: 200,
  sources: 20,
  fields: 20,
  nameCharacters: 80,
  valueCharacters: 500,
  urlCharacters: 2_000,
  selectorCharacters: 200,
  secretCharacters: 2_000,
  /** Of what came, shown while somebody tries a source and picks fields from it. */
  sampleCharacters: 100_000,
  /** Seconds between two fetches. */
  leastEvery: 60,
  mostEvery: 86_400,
} as const;

/** Tombstones stay this long, so that everybody who listens hears of them. */
export const tombstoneSeconds = 86_400;
/** A fetch may be asked for by hand this often. */
export const fetchPauseMs = 15_000;
/** So often a site may try sources without saving them. */
export const tryPauseMs = 3_000;
/** Longest pause between two fetches of a source that fails, unless its own interval is longer. */
export const backOffMs = 3_600_000;
/** Longer than a fetch can take: a run that died gives its sources back after this. */
export const claimMs = 60_000;

/** Name of the fetching function in metrics. */
export const fetchService = 'fetchDue';
export const fetchFaultsMetric = 'externalDataFaults';
export const runLimitMs = 55_000;
