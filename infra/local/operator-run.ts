import { type SiteId, siteIdSchema } from '../../functions/domain/ids.ts';
import { type Environment, EnvironmentError } from '../../functions/runtime/env.ts';
import { DataDirError } from './data-dir.ts';
import { openRebuildStorage } from './rebuild-storage.ts';

export interface OperatorRun {
  /** Before every line that it tells on standard error. */
  readonly name: string;
  readonly site: string;
  readonly dataDir: string;
  /** What it throws when it will not do it. */
  readonly Refused: new (
    message: string,
  ) => Error;
  /** @returns the exit code */
  readonly run: (env: Environment, site: SiteId, complain: (text: string) => void) => Promise<number>;
}

/** One command of an operator on the storage of a site. @returns the exit code: 2 when it was refused, 1 when it failed */
export const operatorRun = async ({ name, site: id, dataDir, Refused, run }: OperatorRun): Promise<number> => {
  const complain = (text: string): void => void process.stderr.write(`${name}: ${text}\n`);
  const site = siteIdSchema.safeParse(id);
  if (!site.success) {
    complain(`"${id}" is no id of a site`);
    return 2;
  }
  try {
    const storage = await openRebuildStorage(dataDir, process.env);
    try {
      complain(`working on ${storage.where}`);
      // The SDK reads endpoints and credentials from the environment of the process.
      Object.assign(process.env, storage.env);
      return await run(storage.env, site.data, complain);
    } finally {
      await storage.close();
    }
  } catch (error) {
    const known = error instanceof Refused || error instanceof DataDirError || error instanceof EnvironmentError;
    complain(known || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : (error.stack ?? error.message));
    return known ? 2 : 1;
  }
};

const tellEveryMs = 1_000;

/** Tells at most once a second, from a second on. */
export const createTell = (complain: (text: string) => void): ((words: () => string) => void) => {
  let told = Date.now();
  return (words) => {
    if (Date.now() - told < tellEveryMs) return;
    told = Date.now();
    complain(words());
  };
};
