import type { Environment } from './env.ts';

const relevant = /^(TRUNKLINE_|AWS_(REGION$|ENDPOINT_URL))/;

const fingerprint = (env: Environment): string =>
  Object.keys(env)
    .filter((name) => relevant.test(name))
    .sort()
    .map((name) => `${name}=${env[name]}`)
    .join('\n');

/**
 * Composes once, on first use, and again only when what it was built from has changed: a cache that outlives its origin would send
 * one stack's data to another's tables (several local stacks may live in one process, one after the other).
 */
export const perEnvironment = <T>(compose: (env: Environment) => T, read: () => Environment = () => process.env): (() => T) => {
  let kept: { readonly from: string; readonly made: T } | undefined;
  return () => {
    const env = read();
    const from = fingerprint(env);
    if (kept?.from !== from) kept = { from, made: compose(env) };
    return kept.made;
  };
};
