import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { ServicesContext, useServices } from '../app/services.ts';
import { useAwake } from '../ui/use-awake.ts';
import type { ScreenSearch } from './core/screen-search.ts';
import { PairingFace } from './pairing-face.tsx';
import { PlayingFace } from './playing-face.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';
import { type RunningScreen, startScreen } from './start-screen.ts';
import { useIdlePointer } from './use-idle-pointer.ts';
import { useNewDeployment } from './use-new-deployment.ts';
import './screens.css';

let running: RunningScreen | null = null;

/** A page of its own for walls, outside the log-in: it shows a code until it is paired, and then its board, for ever. */
export const ScreenPage = ({ search }: { readonly search: ScreenSearch }) => {
  const { config } = useServices();
  running ??= startScreen(config);
  const { life, services, showing } = running;
  const state = useSyncExternalStore(life.subscribe, life.state);
  const idle = useIdlePointer();
  useAwake(true);
  useNewDeployment(state.phase === 'pairing' || (state.own !== null && state.own.show === null));
  const { theme } = search;
  useEffect(() => {
    document.documentElement.dataset.kiosk = '';
    if (theme !== undefined) document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <ScreenBoundary>
      <ServicesContext value={services}>
        <QueryClientProvider client={services.queries}>
          <div className="screen" data-idle={idle ? '' : undefined}>
            {state.phase === 'pairing' ? (
              <PairingFace state={state} />
            ) : (
              <PlayingFace state={state} search={search} look={life.look} showing={showing} />
            )}
          </div>
        </QueryClientProvider>
      </ServicesContext>
    </ScreenBoundary>
  );
};
