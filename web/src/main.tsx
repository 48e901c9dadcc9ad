import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { loadConfig } from './app/config.ts';
import { createAppRouter } from './app/router.tsx';
import { createServices, ServicesContext } from './app/services.ts';
import './styles/main.css';
import { Failure } from './ui/notice.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element "root".');
const root = createRoot(place);

const start = async (): Promise<void> => {
  const services = createServices(await loadConfig());
  const router = createAppRouter();
  root.render(
    <StrictMode>
      <ServicesContext value={services}>
        <QueryClientProvider client={services.queries}>
          <I18nProvider locale="en-GB">
            <RouterProvider router={router} />
          </I18nProvider>
        </QueryClientProvider>
      </ServicesContext>
    </StrictMode>,
  );
};

const retryMs = 5_000;

const startOrSay = (): Promise<void> => start().catch(say);

const say = (reason: unknown): void => {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  root.render(
    <main className="gate">
      <Failure error={error} retry={() => location.reload()} />
    </main>,
  );
  // Nobody stands at a wall screen to press a button: after a power cut it may be up before its network is.
  if (location.pathname === '/screen') setTimeout(() => void startOrSay(), retryMs);
};

void startOrSay();
