/** Name of the page's entry script as `index.html` says it: another build has another one. Null when there is none. */
export const buildOf = (html: string): string | null => /<script[^>]+type="module"[^>]+src="([^"]+)"/.exec(html)?.[1] ?? null;

/** Short enough to be read in a list: `index-BhX2.js` of `/assets/index-BhX2.js`. */
export const shortBuild = (build: string | null): string =>
  build
    ?.split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '') ?? 'unknown';

export interface DeploymentFacts {
  readonly ours: string | null;
  readonly theirs: string | null;
  /** The build for which this screen last loaded anew, and when. */
  readonly last: { readonly build: string; readonly at: number } | null;
  readonly now: number;
}

const hourMs = 3_600_000;

/**
 * Whether to load the page anew. Once an hour at most for the same build: where a cache in between answers with the old page, a screen must
 * not go round and round.
 */
export const isNewDeployment = ({ ours, theirs, last, now }: DeploymentFacts): boolean =>
  ours !== null && theirs !== null && ours !== theirs && !(last?.build === theirs && now - last.at < hourMs);
