import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

const parameterSchema = z.object({
  type: z.enum(['String', 'SecureString']),
  /** From 1. The oldest go when there are more than a hundred. */
  versions: z.array(z.object({ version: z.int(), value: z.string(), at: z.number() })).min(1),
});
export type StoredParameter = z.infer<typeof parameterSchema>;
const fileSchema = z.record(z.string(), parameterSchema);

/** Parameters in one file that only its owner may read; replaced as a whole, so that a crash leaves the old or the new one. */
export interface ParameterFile {
  readonly find: (name: string) => StoredParameter | undefined;
  /** Resolves when it is on disk. Null = delete. Changes happen one after the other. */
  readonly change: <T>(
    name: string,
    next: (before: StoredParameter | undefined) => { readonly after: StoredParameter | null; readonly result: T },
  ) => Promise<T>;
}

export const openParameterFile = async (path: string): Promise<ParameterFile> => {
  let all = new Map<string, StoredParameter>(
    existsSync(path) ? Object.entries(fileSchema.parse(JSON.parse(await readFile(path, 'utf8')))) : [],
  );
  let last: Promise<unknown> = Promise.resolve();
  return {
    find: (name) => all.get(name),
    change: (name, next) => {
      const mine = last.then(async () => {
        const { after, result } = next(all.get(name));
        const changed = new Map(all);
        if (after === null) changed.delete(name);
        else changed.set(name, after);
        await writeFileAtomic(path, JSON.stringify(Object.fromEntries(changed)), 0o600);
        all = changed;
        return result;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
};
