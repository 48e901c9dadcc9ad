import { readStored, writeStored } from '../ui/stored.ts';

const key = 'trunkline.lastSite';

/** The site that was looked at last in this browser. */
export const readLastSite = (): string | null => readStored(key);
export const keepLastSite = (site: string): void => writeStored(key, site);
