import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import { useServices } from '../app/services.ts';
import { formatDuration } from '../time/core/format.ts';

const BeatContext = createContext<number>(0);

/** The instant that timers count to: the beat, or, when `frozenAt` is set, the last moment for which the figures are vouched for. */
export const BeatProvider = ({ frozenAt, children }: { readonly frozenAt: number | null; readonly children: ReactNode }) => {
  const { clock } = useServices();
  const beat = useSyncExternalStore(clock.subscribe, clock.beat);
  return <BeatContext value={frozenAt === null ? beat : Math.min(beat, frozenAt)}>{children}</BeatContext>;
};

export const useLiveNow = (): number => use(BeatContext);

/** Time since an instant, counting. */
export const Elapsed = ({ since }: { readonly since: number }) => {
  const now = use(BeatContext);
  return <span className="num">{formatDuration(now - since)}</span>;
};
