import { epochMs } from '../../functions/domain/ids.ts';
import { commandPayload } from '../protocol/oai/command-line.ts';
import { parseSystemInfo } from '../protocol/oai/confirmations.ts';
import { createFrameDecoder, encodeFrame, type FrameDecoder, OaiFramingError } from '../protocol/oai/framing.ts';
import { decodeLatin1 } from '../protocol/oai/latin1.ts';
import { type OaiEventLine, type OaiLine, parseOaiLine } from '../protocol/oai/line.ts';
import { loginPayload } from '../protocol/oai/login.ts';
import { createOaiTranslator } from '../protocol/oai/translator.ts';
import { createAsk } from './ask.ts';
import { type BackOffReason, backOffMs } from './back-off.ts';
import { OaiCommandError } from './command-error.ts';
import { type CommandQueue, createCommandQueue, createInvokeIds } from './command-queue.ts';
import { createInstants } from './instants.ts';
import { keepAlive } from './keep-alive.ts';
import type { TcpPort } from './ports.ts';
import { defaultPort, defaultTimings, type SessionProblem } from './session-config.ts';
import { eventsLicensed, type OaiSessionState, type OaiSessionStatus } from './session-state.ts';
import type { OaiSession, OaiSessionDeps } from './session-types.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';

export type { OaiSession, OaiSessionDeps } from './session-types.ts';

/** What lives between the opening of a TCP connection and its end. */
interface Connection {
  port: TcpPort | null;
  queue: CommandQueue | null;
  upkeep: Upkeep | null;
  stopKeepAlive: () => void;
  cancelTimer: () => void;
  opened: boolean;
  greeted: boolean;
  /** Set once we know why this connection has to end. */
  verdict: { readonly state: OaiSessionState; readonly detail: string | null } | null;
}

/** The agent's side of one System OAI socket: login, start-up, monitors, lists, keep-alive, resync, and coming back after a loss. */
export const createOaiSession = (deps: OaiSessionDeps): OaiSession => {
  const { config, timers } = deps;
  const timings = { ...defaultTimings, ...config.timings };
  const now = createInstants(deps.clock);
  const translator = createOaiTranslator({
    devices: config.devices ?? [],
    ...(config.defaultNode === undefined ? {} : { defaultNode: config.defaultNode }),
    linkStates: 'session',
  });
  let status: OaiSessionStatus = { state: 'stopped', since: now(), detail: null };
  let connection: Connection | null = null;
  let running = false;
  let failures = 0;
  let cancelRetry: () => void = () => undefined;
  let cancelTick: (() => void) | null = null;

  const watchBurst = (): void => {
    const due = translator.tickDueAt();
    if (due === null || cancelTick !== null || status.state === 'stopped') return;
    cancelTick = timers.set(Math.max(0, due - now()), () => {
      cancelTick = null;
      tickIfDue(now());
      watchBurst();
    });
  };
  const tickIfDue = (at: number): void => {
    const due = translator.tickDueAt();
    if (due !== null && due <= at) deps.onEvent(translator.tick(at));
  };

  const setState = (state: OaiSessionState, detail: string | null): void => {
    const at = now();
    status = { state, since: at, detail };
    deps.onEvent(
      translator.emit({
        kind: 'linkState',
        v: 1,
        at: epochMs(at),
        node: translator.system?.node ?? config.defaultNode ?? '1',
        resync: null,
        state,
        scope: null,
        detail,
        lostFrom: null,
        lostTo: null,
      }),
    );
    deps.onState(status);
    watchBurst();
  };

  const end = (c: Connection, state: OaiSessionState, detail: string | null): void => {
    c.verdict ??= { state, detail };
    c.port?.close();
  };

  const started = (): void => {
    if (status.state !== 'startingUp') return;
    failures = 0;
    setState('up', null);
  };

  const beginStartUp = (c: Connection): void => {
    c.cancelTimer();
    c.upkeep?.startUp();
  };

  /** RS with code 0: nothing of what we had set up is there any more; no new login. */
  const reset = (c: Connection, line: OaiEventLine): void => {
    const system = parseSystemInfo(line.f);
    c.greeted = true;
    c.cancelTimer();
    c.stopKeepAlive();
    c.upkeep?.stop();
    c.queue?.fail('oai.monitorsReset', 'the PBX reset the port');
    if (!eventsLicensed(system.premium)) {
      end(c, 'eventsNotLicensed', `the PBX licenses no events (premium features ${system.premium})`);
      return;
    }
    const queue = createCommandQueue(
      (text) => write(c, text),
      timers,
      { commandMs: timings.command, pageMs: timings.page, resyncMs: timings.resync },
      invokeIds,
    );
    const problem = (p: SessionProblem): void => deps.onProblem(p);
    const startUp = {
      ask: createAsk(queue, timers),
      directory: translator.directory,
      translator,
      gateway: system.gateway,
      applications: config.applications ?? true,
      problem,
      listed: () => deps.onEvent(translator.publishDirectory(now())),
    };
    c.queue = queue;
    c.upkeep = createUpkeep(startUp, timers, timings, {
      started,
      dead: (reason) => end(c, 'lost', reason),
    });
    c.stopKeepAlive = keepAlive(queue, timers, timings.keepAlive, (reason) => end(c, 'lost', reason));
    setState('startingUp', `protocol ${system.protocol}, software ${system.software}`);
    c.cancelTimer = timers.set(timings.powerUpEnd, () => beginStartUp(c));
  };

  const react = (c: Connection, line: OaiLine, monitored: string | undefined): void => {
    if (line.type === 'confirmation') {
      c.queue?.confirm(line);
      return;
    }
    if (line.type === 'unrecognised') return;
    const { code, resync, f } = line;
    if (code === 'RS' && resync === '0') reset(c, line);
    else if (code === 'RD' && resync === '0') beginStartUp(c);
    // At once, so that live events the PBX held back during the resync come after it.
    else if (code === 'RD' && c.queue?.resyncEnded(resync ?? '')?.[0] === '') started();
    else if (code === 'PE') end(c, 'portsFull', `all ${f[3] ?? ''} ports of the PBX are taken`);
    else if (code === 'ME' && monitored !== undefined) c.upkeep?.monitorEnded(monitored);
    else if (code === 'LS' && f[4] === '1') c.upkeep?.nodeUp((f[3] ?? '').replace(/:$/, ''));
    else if (code === 'DC' || code === 'EC') c.upkeep?.changed(line);
  };

  const invokeIds = createInvokeIds();
  const write = (c: Connection, text: string): void => {
    translator.sent(now(), text);
    c.port?.send(encodeFrame(commandPayload(text)));
  };

  const receive = (c: Connection, text: string): void => {
    const at = now();
    tickIfDue(at);
    const line = parseOaiLine(text);
    const monitored = line.type === 'event' && line.code === 'ME' ? translator.monitors.get(line.xref) : undefined;
    for (const event of translator.accept(at, line)) deps.onEvent(event);
    react(c, line, monitored);
  };

  const received = (c: Connection, decoder: FrameDecoder, chunk: Uint8Array): void => {
    if (c.verdict !== null) return;
    try {
      decoder.push(chunk, (payload) => {
        for (const text of decodeLatin1(payload).split(/[\r\n]+/)) if (text !== '' && c.verdict === null) receive(c, text);
      });
    } catch (error) {
      if (!(error instanceof OaiFramingError)) throw error;
      end(c, 'lost', error.message);
    }
    watchBurst();
  };

  const retry = (reason: BackOffReason): void => {
    failures++;
    cancelRetry = timers.set(backOffMs(reason, failures, deps.random), open);
  };

  const closed = (c: Connection, error: string | null): void => {
    if (connection !== c) return;
    connection = null;
    c.cancelTimer();
    c.stopKeepAlive();
    c.upkeep?.stop();
    c.queue?.fail('oai.linkLost', 'the link is lost');
    const silent = c.opened && !c.greeted;
    const verdict =
      c.verdict ??
      (silent
        ? {
            state: 'wrongPasswordOrNotLicensed' as const,
            detail: `the PBX closed the connection after the login without a word${error === null ? '' : ` (${error})`}`,
          }
        : { state: 'lost' as const, detail: error ?? 'the PBX closed the connection' });
    setState(verdict.state, verdict.detail);
    if (running) retry(verdict.state === 'lost' ? 'link' : 'refused');
  };

  const open = (): void => {
    setState('connecting', `${config.host}:${config.port ?? defaultPort}`);
    const decoder = createFrameDecoder();
    const c: Connection = {
      port: null,
      queue: null,
      upkeep: null,
      stopKeepAlive: () => undefined,
      cancelTimer: () => undefined,
      opened: false,
      greeted: false,
      verdict: null,
    };
    connection = c;
    c.port = deps.connect(
      { host: config.host, port: config.port ?? defaultPort },
      {
        opened: () => {
          if (connection !== c) return;
          c.opened = true;
          setState('loggingIn', null);
          c.port?.send(encodeFrame(loginPayload(config.password, config.applicationName)));
          c.cancelTimer = timers.set(timings.login, () => end(c, 'lost', `no answer to the login within ${timings.login} ms`));
        },
        received: (chunk) => {
          if (connection === c) received(c, decoder, chunk);
        },
        closed: (error) => closed(c, error),
      },
    );
  };

  return {
    start() {
      if (running) return;
      running = true;
      open();
    },
    stop() {
      if (!running) return;
      running = false;
      cancelRetry();
      if (connection === null) setState('stopped', null);
      else end(connection, 'stopped', null);
      cancelTick?.();
      cancelTick = null;
    },
    send: (command, fields, limits) =>
      connection?.queue?.send(command, fields, limits) ??
      Promise.reject(new OaiCommandError('oai.linkLost', `${command}: there is no link to the PBX`, false)),
    resync: () => {
      if (status.state === 'up') connection?.upkeep?.resync();
    },
    tick: () => deps.onEvent(translator.tick(now())),
    get status() {
      return status;
    },
    get system() {
      return translator.system;
    },
    counters: translator.counters,
    now,
  };
};
