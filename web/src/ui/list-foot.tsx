import { type ReactNode, useEffect, useRef } from 'react';

/**
 * What stands below a list that is read page by page: how much is shown, and the button for more. `more` null = all is loaded; the button
 * then goes, and the focus it had goes to the sentence, so that it is not lost.
 */
export const ListFoot = ({
  children,
  more,
  words,
}: {
  readonly children: ReactNode;
  readonly more: { readonly load: () => void; readonly loading: boolean } | null;
  readonly words: { readonly load: string; readonly loading: string };
}) => {
  const status = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (more === null && pressed.current) status.current?.focus();
  }, [more]);
  return (
    <div className="list-foot">
      <p ref={status} role="status" tabIndex={-1} className="muted num">
        {children}
      </p>
      {more === null ? null : (
        <button
          type="button"
          className="button"
          aria-disabled={more.loading}
          onClick={() => {
            pressed.current = true;
            if (!more.loading) more.load();
          }}
        >
          {more.loading ? words.loading : words.load}
        </button>
      )}
    </div>
  );
};
