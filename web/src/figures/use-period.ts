import { useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { periodQuery } from './figures-queries.ts';

/** Call rate period of a site, in minutes; null while it is not known. */
export const usePeriod = (site: string): number | null => {
  const { api } = useServices();
  return useQuery(periodQuery(api, site)).data ?? null;
};
