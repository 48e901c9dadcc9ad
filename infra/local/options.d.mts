import type { StartOptions } from './start-options.ts';

export const usage: string;
/** `problem` says which flag is wrong and what it should be. */
export const parseOptions: (
  args: readonly string[],
  root: string,
) => { readonly help: true } | { readonly problem: string } | { readonly options: StartOptions };
