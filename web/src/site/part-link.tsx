import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePart } from './part.ts';

export const PartLink = ({ part, children }: { readonly part: string; readonly children: ReactNode }) => {
  const { site } = usePart();
  return (
    <Link to="/sites/$site/configuration/$part" params={{ site: site.site, part }}>
      {children}
    </Link>
  );
};
