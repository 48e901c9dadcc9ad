import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import type { ExplainSearch } from './core/explain-search.ts';

/** The address of an explanation: to be copied, or opened on its own page. */
export const CopyLink = ({ site, figure }: { readonly site: string; readonly figure: ExplainSearch }) => {
  const router = useRouter();
  const [done, setDone] = useState('');
  const copy = async (): Promise<void> => {
    const { href } = router.buildLocation({ to: '/sites/$site/figures/explain', params: { site }, search: figure });
    try {
      await navigator.clipboard.writeText(`${location.origin}${href}`);
      setDone('Copied');
    } catch {
      setDone('The browser does not let this page copy; open the page and copy its address.');
    }
  };
  return (
    <div className="copy-link">
      <button type="button" className="button small" onClick={() => void copy()}>
        <Icon name="link" /> Copy link
      </button>
      <Link className="button small" to="/sites/$site/figures/explain" params={{ site }} search={figure}>
        Open on its own page
      </Link>
      <span role="status" className="muted">
        {done}
      </span>
    </div>
  );
};
