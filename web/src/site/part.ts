import { createContext, use } from 'react';
import type { Site } from '../api/types.ts';
import type { Configuration, ConfigurationVersion } from './core/types.ts';

/** What every part of the site pages is drawn from. */
export interface Part {
  readonly site: Site;
  readonly head: ConfigurationVersion;
  readonly config: Configuration;
  readonly mayWrite: boolean;
  /** Says in one line what was done, to the eye and to the reader. */
  readonly tell: (words: string) => void;
}

export const PartContext = createContext<Part | null>(null);

export const usePart = (): Part => {
  const part = use(PartContext);
  if (part === null) throw new Error('This is drawn outside the site pages.');
  return part;
};
