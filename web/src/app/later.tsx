import { type ReactNode, Suspense } from 'react';
import { Loading } from '../ui/notice.tsx';

/** Pages that most visits do not open come in parts of their own. */
export const Later = ({ children }: { readonly children: ReactNode }) => (
  <Suspense fallback={<Loading what="the page" />}>{children}</Suspense>
);
