import { useEffect, useRef } from 'react';

let first = true;

/** The page's heading; takes the focus when the page was reached from another, so that the keyboard and the reader start there. */
export const PageTitle = ({ title, context }: { readonly title: string; readonly context: string }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${context} · Trunkline`;
    if (first) first = false;
    else heading.current?.focus({ preventScroll: true });
  }, [title, context]);
  return (
    <h1 ref={heading} tabIndex={-1} className="page-title">
      {title} <span className="muted">{context}</span>
    </h1>
  );
};
