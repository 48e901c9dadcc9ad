import { createContext, use } from 'react';
import type { Site } from '../api/types.ts';

export const SiteContext = createContext<Site | null>(null);

/** The site that the address names. @throws outside its pages */
export const useSite = (): Site => {
  const site = use(SiteContext);
  if (site === null) throw new Error('This page is drawn outside its site.');
  return site;
};
