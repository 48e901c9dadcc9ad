import { useEffect, useState } from 'react';

/** A question under way: how long it has taken, and how to call it off. */
export const Asking = ({ what, cancel }: { readonly what: string; readonly cancel: () => void }) => {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="loading">
      <span className="loading-bar" aria-hidden="true" />
      <span role="status">{what}…</span>
      {seconds < 2 ? null : (
        <span>
          <span className="num">{seconds} s</span>{' '}
          <button type="button" className="button small" onClick={cancel}>
            Cancel
          </button>
        </span>
      )}
    </div>
  );
};
