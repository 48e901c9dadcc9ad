import { join } from 'node:path';
import { type AgentClock, type ClockSources, createAgentClock, measureOffset } from './clock.ts';
import { agentProtocols } from './commands/agent-proof.ts';
import { type CommandChannel, createCommandChannel } from './commands/command-channel.ts';
import { type ConnectSocket, connectSocket } from './commands/connect-socket.ts';
import { createOffers } from './commands/offers.ts';
import { createOnceEach } from './commands/once-each.ts';
import { createPerformCommand } from './commands/perform-command.ts';
import type { AgentConfig } from './config.ts';
import { ensureIdentity } from './identity/enrol.ts';
import { createSigner } from './identity/keys.ts';
import { type AgentLog, errorText } from './log.ts';
import { createNumberer } from './numberer.ts';
import { createOaiSession, type OaiSession } from './session/oai-session.ts';
import type { ConnectTcp, SessionTimers } from './session/ports.ts';
import { openDirectorySpool } from './spool/open-directory-spool.ts';
import type { Spool, SpoolOptions, SpoolStatus } from './spool/spool.ts';
import { createAgentApi, createCloudApi } from './uplink/cloud-api.ts';
import { type Heartbeat, startHeartbeat } from './uplink/heartbeat.ts';
import { createKinesisSender, type RecordSender } from './uplink/kinesis-sender.ts';
import { pause } from './uplink/pause.ts';
import { startUplink, type Uplink, type UplinkStatus } from './uplink/uplink.ts';

export interface AgentDeps {
  readonly config: AgentConfig;
  readonly version: string;
  readonly log: AgentLog;
  readonly clock: ClockSources;
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly connect: ConnectTcp;
  readonly timers: SessionTimers;
  /** Default: a WebSocket. */
  readonly connectSocket?: ConnectSocket;
  readonly spool?: Partial<SpoolOptions>;
  readonly heartbeatMs?: number;
  /** How long a stop waits for what is spooled to reach the cloud, ms. */
  readonly drainMs?: number;
}

export interface AgentStatus {
  readonly agent: string;
  readonly site: string;
  readonly session: OaiSession['status'];
  readonly spool: SpoolStatus;
  readonly uplink: UplinkStatus;
  readonly commands: ReturnType<CommandChannel['status']>;
}

export interface Agent {
  /** Resolves when the agent works: enrolled, spool open, PBX and cloud being connected to (neither has to answer). */
  readonly start: () => Promise<void>;
  /** Resolves when everything is closed; what was not sent stays in the spool for the next start. */
  readonly stop: () => Promise<void>;
  /** Null unless it runs. */
  readonly status: () => AgentStatus | null;
}

interface Running {
  readonly identity: { readonly agent: string; readonly site: string };
  readonly spool: Spool;
  readonly session: OaiSession;
  readonly sender: RecordSender;
  readonly uplink: Uplink;
  readonly heartbeat: Heartbeat;
  readonly channel: CommandChannel;
  readonly sessionStopped: Promise<void>;
}

const startOffsetTimeoutMs = 2_000;

/** PBX → session → numbers → spool → uplink → stream, and a heartbeat beside it. */
export const createAgent = (deps: AgentDeps): Agent => {
  const { config, log, version } = deps;
  const stopping = new AbortController();
  let starting: Promise<void> = Promise.resolve();
  let running: Running | null = null;

  /** Requests end with the agent. */
  const http = { api: config.api, fetch: deps.fetch, signal: stopping.signal };

  const openSpool = (): Promise<Spool> =>
    openDirectorySpool(join(config.dataDirectory, 'spool'), {
      ...deps.spool,
      limitBytes: config.spoolLimitBytes,
      onState: (state, error) => {
        const fields = { state, ...(error === null ? {} : { error: errorText(error) }) };
        if (state !== 'ok') return log.error('spool in trouble', fields);
        log.info('spool works', fields);
        // What ended while events were refused is found out now, not by the limit on silent calls.
        running?.session.resync();
      },
    });

  const clockAtStart = async (): Promise<AgentClock> => {
    const cloud = createCloudApi({ ...http, timeoutMs: startOffsetTimeoutMs });
    const measured = await measureOffset(deps.clock.wall, cloud.time).catch((error: unknown) => {
      log.warn('the cloud’s clock could not be asked: events are stamped with this machine’s', { error: errorText(error) });
      return null;
    });
    return createAgentClock(deps.clock, measured);
  };

  const describe = (r: Pick<Running, 'spool' | 'session' | 'uplink' | 'channel'>) => () => {
    const spool = r.spool.status();
    const uplink = r.uplink.status();
    const { state, since, detail } = r.session.status;
    const channel = r.channel.status();
    return {
      version,
      links: [{ link: spool.link, state, since: new Date(since).toISOString(), detail }],
      spool: {
        depth: spool.lastSeq - spool.acknowledgedSeq,
        bytes: spool.bytes,
        limitBytes: spool.limitBytes,
        oldestAt: uplink.oldestAt === null ? null : new Date(uplink.oldestAt).toISOString(),
        lastSeq: spool.lastSeq,
      },
      counters: {
        ...Object.fromEntries(Object.entries(r.session.counters).map(([name, count]) => [`oai.${name}`, count])),
        'spool.refusedEvents': spool.refusedEvents,
        'spool.damagedNumbers': spool.damagedNumbers,
        'spool.cutBytes': spool.cutBytes,
        'uplink.batches': uplink.batchesSent,
        'uplink.events': uplink.eventsSent,
        'uplink.failedAttempts': uplink.failedAttempts,
        'uplink.oversizedEvents': uplink.oversizedEvents,
        'commands.run': channel.commands,
        'commands.connected': channel.connected ? 1 : 0,
        'commands.failedConnections': channel.failed,
      },
    };
  };

  const run = async (spool: Spool): Promise<Running> => {
    const cloud = createCloudApi(http);
    const { enrolled, privateKey } = await ensureIdentity({
      dataDirectory: config.dataDirectory,
      code: config.enrolmentCode,
      name: config.name,
      version,
      api: config.api,
      cloud,
      log,
      now: deps.clock.wall,
      random: deps.random,
      signal: stopping.signal,
    });
    const clock = await clockAtStart();
    const sign = createSigner(privateKey);
    const api = createAgentApi({ ...http, agent: enrolled.agent, sign, now: clock.cloudNow });
    const number = createNumberer(spool);
    let stopped = (): void => {};
    const sessionStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const offers = createOffers(() => session);
    const session = createOaiSession({
      connect: deps.connect,
      clock: { now: clock.now, monotonic: clock.monotonic },
      timers: deps.timers,
      random: deps.random,
      config: { host: config.oai.host, port: config.oai.port, password: config.oai.password, applicationName: config.oai.name },
      onEvent: (event) => {
        number(event);
        if (offers.take(event.event)) channel.offer();
      },
      onState: ({ state, detail }) => {
        log.info('PBX link', { state, detail });
        channel.offer();
        if (state === 'stopped') stopped();
      },
      onProblem: ({ code, message }) => log.warn('PBX', { code, problem: message }),
    });
    const channel = createCommandChannel({
      connect: deps.connectSocket ?? connectSocket,
      protocols: () => agentProtocols(enrolled.agent, sign, clock.cloudNow()),
      run: createOnceEach({ perform: createPerformCommand({ session, now: clock.cloudNow }), now: clock.cloudNow }),
      offers: offers.now,
      timers: deps.timers,
      random: deps.random,
      log,
    });
    const sender = createKinesisSender({
      site: enrolled.site,
      credentials: api.credentials,
      endpoint: config.kinesisEndpoint,
      cloudNow: clock.cloudNow,
      wallNow: deps.clock.wall,
    });
    const { now, offsetMs: clockOffsetMs } = clock;
    const uplink = startUplink({ spool, sender, agent: enrolled.agent, sign, now, clockOffsetMs, random: deps.random, log });
    session.start();
    const heartbeat = startHeartbeat({
      api,
      clock,
      tick: () => session.tick(),
      describe: describe({ spool, session, uplink, channel }),
      onCommandSocket: channel.setAddress,
      log,
      ...(deps.heartbeatMs === undefined ? {} : { intervalMs: deps.heartbeatMs }),
    });
    log.info('agent started', { agent: enrolled.agent, site: enrolled.site, link: spool.link, version });
    return { identity: enrolled, spool, session, sender, uplink, heartbeat, channel, sessionStopped };
  };

  const begin = async (): Promise<void> => {
    const spool = await openSpool();
    const { cutBytes, lastSeq, acknowledgedSeq } = spool.status();
    log.info('spool open', { link: spool.link, lastSeq, unsent: lastSeq - acknowledgedSeq, cutBytes });
    try {
      running = await run(spool);
    } catch (error) {
      await spool.close();
      throw error;
    }
  };

  return {
    start: () => {
      starting = begin();
      return starting;
    },
    stop: async () => {
      if (running === null) {
        stopping.abort();
        await starting.catch(() => {});
      }
      const r = running;
      running = null;
      if (r === null) return;
      const atMost = (ms: number, work: Promise<void>): Promise<void> => {
        const limit = new AbortController();
        return Promise.race([work, pause(ms, limit.signal)]).finally(() => limit.abort());
      };
      r.heartbeat.stop();
      r.channel.stop();
      r.session.stop();
      await atMost(1_000, r.sessionStopped);
      await atMost(2_000, r.spool.flush());
      await atMost(deps.drainMs ?? 3_000, r.uplink.sent(r.spool.status().durableSeq));
      stopping.abort();
      await r.uplink.stop();
      r.sender.close();
      const { lastSeq, acknowledgedSeq } = r.spool.status();
      const { unwrittenEvents } = await r.spool.close();
      log.info('agent stopped', { unsent: lastSeq - acknowledgedSeq, unwrittenEvents });
    },
    status: () =>
      running === null
        ? null
        : {
            agent: running.identity.agent,
            site: running.identity.site,
            session: running.session.status,
            spool: running.spool.status(),
            uplink: running.uplink.status(),
            commands: running.channel.status(),
          },
  };
};
