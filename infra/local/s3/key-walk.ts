import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { partOfName } from './key-path.ts';

/** Keys in ascending order with the files they rest in. */
export type KeyWalk = AsyncGenerator<{ readonly key: string; readonly path: string }>;

interface Entry {
  /** Key of an object, or what all keys in the folder begin with; still percent-encoded texts are decoded. */
  readonly text: string;
  readonly name: string;
  readonly isObject: boolean;
}

const cachedFolders = 64;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const byText = (a: Entry, b: Entry): number => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);

/**
 * Walks a bucket's folders in key order (UTF-16 order, which is UTF-8 order but for characters beyond U+FFFF). Sorted folder
 * contents are remembered until `forget`, so that paging through a large folder reads it once.
 */
export const createKeyWalk = () => {
  const cache = new Map<string, readonly Entry[]>();

  const entriesOf = async (dir: string, keyPrefix: string, raw: string): Promise<readonly Entry[]> => {
    const cached = cache.get(dir);
    if (cached !== undefined) return cached;
    const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const entries = names
      .map((name): Entry => {
        const { text, kind } = partOfName(name);
        return { name, isObject: kind === 'object', text: keyPrefix + decode(raw + text) + (kind === 'folder' ? '/' : '') };
      })
      .sort(byText);
    if (cache.size >= cachedFolders) cache.delete(cache.keys().next().value ?? '');
    cache.set(dir, entries);
    return entries;
  };

  /** `raw` = encoded beginning of a key part that was too long for one name. */
  async function* walk(dir: string, keyPrefix: string, raw: string, prefix: string, after: string): KeyWalk {
    for (const { text, name, isObject } of await entriesOf(dir, keyPrefix, raw)) {
      if (isObject) {
        if (text > after && text.startsWith(prefix)) yield { key: text, path: join(dir, name) };
        continue;
      }
      const piece = name.endsWith('+');
      if (!piece && text < after && !after.startsWith(text)) continue;
      if (!piece && !text.startsWith(prefix) && !prefix.startsWith(text)) continue;
      yield* walk(join(dir, name), piece ? keyPrefix : text, piece ? raw + name.slice(0, -1) : '', prefix, after);
    }
  }

  return {
    keys: (bucketDir: string, prefix: string, after: string): KeyWalk => walk(bucketDir, '', '', prefix, after),
    /** To be called for the folder of a new or removed object; its own folder may be new as well. */
    forget: (dir: string): void => {
      for (let at = dir; cache.size > 0 && at.length > 1; at = dirname(at)) cache.delete(at);
    },
  };
};
