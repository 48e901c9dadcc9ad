import type { AppConfig } from '../app/config.ts';
import { createServices, type Services } from '../app/services.ts';
import { buildOf, shortBuild } from './core/deployment.ts';
import { createRecordStore, screenRecordKey } from './record-store.ts';
import { type ScreenLife, type SeenReport, startScreenLife } from './screen-life.ts';
import { createScreenSession } from './screen-session.ts';

export interface RunningScreen {
  readonly life: ScreenLife;
  /** As of the screen: asked with its own token. */
  readonly services: Services;
  /** Told to those who look after screens. */
  readonly showing: (showing: SeenReport['showing']) => void;
}

/** Entry script of the page that runs here. */
export const ourBuild = (): string | null => buildOf(document.documentElement.outerHTML);

/** Browsers without locks have one tab at a wall as a rule; the worst is a rotation too many. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  if ('locks' in navigator) await navigator.locks.request('trunkline.screen', work);
  else await work();
};

const describe = (): string => {
  const browser = /(Edg|OPR|SamsungBrowser|Firefox|Chrome|Safari)\/(\d+)/.exec(navigator.userAgent);
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', SamsungBrowser: 'Samsung Internet' };
  const name = browser?.[1] ?? 'a browser';
  return `${names[name] ?? name} ${browser?.[2] ?? ''} at ${screen.width} × ${screen.height}`.replace('  ', ' ');
};

/** Begins the life of this screen; once a page. */
export const startScreen = (config: AppConfig): RunningScreen => {
  const record = createRecordStore(() => localStorage);
  const fetcher: typeof fetch = (...args) => fetch(...args);
  const session = createScreenSession({ api: config.api, record, fetch: fetcher, now: Date.now, alone });
  const services = createServices(config, session);
  const version = shortBuild(ourBuild());
  let showing: SeenReport['showing'] = null;
  const life = startScreenLife({
    origin: config.api,
    api: services.api,
    session,
    record,
    fetch: fetcher,
    now: Date.now,
    setTimeout: (run, ms) => setTimeout(run, ms),
    description: describe(),
    report: () => ({ version, viewport: { width: innerWidth, height: innerHeight }, showing }),
    reload: () => location.reload(),
  });
  window.addEventListener('online', life.look);
  // Another tab of this browser paired, rotated or lost the token.
  window.addEventListener('storage', ({ key }) => {
    if (key === screenRecordKey) life.look();
  });
  return {
    life,
    services,
    showing: (now) => {
      showing = now;
    },
  };
};
