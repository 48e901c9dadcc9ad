import { Icon } from './icons.tsx';

/** Says in one line what was done, to the eye and to the reader; empty = nothing yet. */
export const Told = ({ children }: { readonly children: string }) => (
  <p role="status" className={children === '' ? 'sr-only' : 'told'}>
    {children === '' ? null : (
      <>
        <Icon name="answered" /> {children}
      </>
    )}
  </p>
);
