import type { ComponentType } from 'react';
import type { Site } from '../api/types.ts';
import { Later } from './later.tsx';
import { useSite } from './site-context.ts';

/** A page that needs to know its site only; of another site it begins anew. */
export const sitePage = (Page: ComponentType<{ readonly site: Site }>) => () => {
  const site = useSite();
  return (
    <Later>
      <Page key={site.site} site={site} />
    </Later>
  );
};
