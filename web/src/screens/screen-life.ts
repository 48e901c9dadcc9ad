import { type ApiClient, ApiError } from '../api/client.ts';
import { asRecord } from '../api/instants.ts';
import { type OwnScreen, parseOwnScreen } from './core/own-screen.ts';
import type { RecordStore } from './record-store.ts';
import type { ScreenSession } from './screen-session.ts';

export interface PairingState {
  readonly phase: 'pairing';
  /** Null while there is none. */
  readonly code: string | null;
  readonly revoked: boolean;
  /** Why there is no code, or why it cannot be asked for; null = all is well. */
  readonly trouble: string | null;
}
export interface PairedState {
  readonly phase: 'paired';
  /** Null until it was told once since the page began. */
  readonly own: OwnScreen | null;
  readonly trouble: string | null;
}
export type ScreenState = PairingState | PairedState;

/** What a screen says of itself. */
export interface SeenReport {
  readonly version: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly showing: { readonly board: string; readonly view: string | null } | null;
}

export interface ScreenLifeDeps {
  /** Origin of the API. */
  readonly origin: string;
  /** Asks with the screen's token. */
  readonly api: Pick<ApiClient, 'get' | 'send'>;
  readonly session: ScreenSession;
  readonly record: RecordStore;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly description: string;
  readonly report: () => SeenReport;
  readonly reload: () => void;
}

export interface ScreenLife {
  readonly state: () => ScreenState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Looks at once what is new. */
  readonly look: () => void;
  readonly stop: () => void;
}

const seenEveryMs = 30_000;
const troubleEveryMs = 5_000;
const refusedEveryMs = 60_000;

interface OpenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
}

const troubleOf = (status: number): string =>
  status === 429
    ? 'Too many screens asked for a code from here. A code comes within a minute.'
    : status === 0
      ? 'Trunkline cannot be reached. Check the network of this screen; it keeps trying.'
      : 'Trunkline does not answer as it should. This screen keeps trying.';

/**
 * One endless round: without a token ask for a code and whether somebody typed it; with one report, ask what to show, and rotate once a day.
 * Whatever fails is tried again, for ever.
 */
export const startScreenLife = (deps: ScreenLifeDeps): ScreenLife => {
  const { session, record, now } = deps;
  const listeners = new Set<() => void>();
  let stopped = false;
  let wake: (() => void) | null = null;
  let looked = false;
  /** Number of reloads asked for when the page began: only a later one is for this page, so that it never goes round. */
  let reloads: number | null = null;
  const pairingState = (trouble: string | null): PairingState => {
    const { pairing, revoked } = record.read();
    const code = pairing !== null && pairing.expiresAt > now() ? pairing.code : null;
    return { phase: 'pairing', code, revoked, trouble };
  };
  let state: ScreenState = session.status() === 'active' ? { phase: 'paired', own: null, trouble: null } : pairingState(null);
  const put = (next: ScreenState): void => {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const look = (): void => {
    looked = true;
    wake?.();
  };
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (looked) {
        resolve();
        return;
      }
      wake = resolve;
      deps.setTimeout(resolve, ms);
    });

  const open = async (path: string, body: unknown): Promise<OpenAnswer> => {
    try {
      const answer = await deps.fetch(new URL(path, deps.origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: asRecord(await answer.json().catch(() => null)) };
    } catch {
      return { status: 0, body: null };
    }
  };

  const newCode = async (): Promise<number> => {
    const { status, body } = await open('/v1/pairings', { description: deps.description });
    if (status !== 201 || typeof body?.code !== 'string' || typeof body.pairing !== 'string') {
      put(pairingState(troubleOf(status)));
      return status === 429 ? refusedEveryMs : troubleEveryMs;
    }
    record.change({ pairing: { code: body.code, pairing: body.pairing, expiresAt: Date.parse(String(body.expiresAt)) } });
    put(pairingState(null));
    return (typeof body.pollSeconds === 'number' ? body.pollSeconds : 3) * 1_000;
  };

  /** @returns how long to wait until the next round, ms */
  const pairing = async (): Promise<number> => {
    const { pairing: asked } = record.read();
    if (asked === null) return newCode();
    const { status, body } = await open('/v1/pairings/claim', { pairing: asked.pairing });
    if (status === 200 && body?.state === 'paired' && typeof body.token === 'string') {
      session.take(body.token);
      return 0;
    }
    if (status === 404) {
      record.change({ pairing: null });
      return newCode();
    }
    put(pairingState(status === 200 ? null : troubleOf(status)));
    return status === 200 ? 3_000 : troubleEveryMs;
  };

  const paired = async (): Promise<number> => {
    const own = state.phase === 'paired' ? state.own : null;
    if (state.phase !== 'paired') put({ phase: 'paired', own: null, trouble: null });
    try {
      await session.rotate();
      const told = parseOwnScreen(await deps.api.get('/screen'));
      if (told === null) throw new ApiError(502, 'Trunkline answered with something that is no screen.');
      if (reloads !== null && told.reload > reloads) deps.reload();
      reloads = told.reload;
      put({ phase: 'paired', own: told, trouble: null });
      await deps.api.send('POST', '/screen/seen', deps.report());
      return seenEveryMs;
    } catch (error) {
      if (session.status() !== 'active') return 0;
      const trouble = error instanceof ApiError ? troubleOf(error.status) : 'Trunkline cannot be reached.';
      put({ phase: 'paired', own, trouble });
      return troubleEveryMs;
    }
  };

  const live = async (): Promise<void> => {
    while (!stopped) {
      looked = false;
      const wait = await (session.status() === 'active' ? paired() : pairing());
      // Another tab, or a proof in between, may have changed what this screen is.
      if ((session.status() === 'active') === (state.phase === 'paired') && wait > 0) await rest(wait);
    }
  };
  const unsubscribe = session.subscribe(look);
  void live();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    stop: () => {
      stopped = true;
      unsubscribe();
      wake?.();
    },
  };
};
