import { z } from 'zod';
import {
  type AgentAnswer,
  type AgentCommand,
  type AgentOffers,
  agentConnectionMs,
  agentPingEveryMs,
  type FromAgent,
  type ToAgent,
  toAgentSchema,
} from '../../functions/domain/agent-command.ts';
import type { AgentLog } from '../log.ts';
import { backOffMs } from '../session/back-off.ts';
import type { SessionTimers } from '../session/ports.ts';
import type { ConnectSocket, SocketPort } from './connect-socket.ts';

export interface CommandChannelDeps {
  readonly connect: ConnectSocket;
  /** Sub-protocols with a fresh proof. */
  readonly protocols: () => readonly string[];
  readonly run: (command: AgentCommand) => Promise<AgentAnswer>;
  readonly offers: () => AgentOffers;
  readonly timers: SessionTimers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: AgentLog;
}

export interface CommandChannel {
  /** Where the cloud listens; from the first one on the channel is kept open. */
  readonly setAddress: (url: string) => void;
  /** The offers may have changed. */
  readonly offer: () => void;
  readonly stop: () => void;
  readonly status: () => { readonly connected: boolean; readonly commands: number; readonly failed: number };
}

/** No word so long after a ping: the connection is dead, whatever TCP says. */
const pongMs = 15_000;
/** Answers that wait for the connection to come back; older ones are worth nothing to anybody. */
const answersWaiting = 50;
/** Renewed up to so much earlier, so that agents that came together do not come back together. */
const renewalSpreadMs = 600_000;

const parseMessage = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
/** A command of a kind that is not known here still gets its answer. */
const unknownCommandSchema = z.looseObject({ command: z.looseObject({ id: z.uuid() }) });

interface Connection {
  port: SocketPort | null;
  opened: boolean;
  cancel: (() => void)[];
  cancelPong: () => void;
}

/**
 * The agent's side of the command channel: keeps one WebSocket to the cloud open, runs what comes and sends the answers. A connection is
 * replaced before the cloud would end it: the new one opens first, so that no command falls between the two.
 */
export const createCommandChannel = (deps: CommandChannelDeps): CommandChannel => {
  const { timers, log, random } = deps;
  let address: string | null = null;
  let live: Connection | null = null;
  let opening: Connection | null = null;
  let cancelRetry: (() => void) | null = null;
  let failures = 0;
  let commands = 0;
  let failed = 0;
  let pings = 0;
  let stopped = false;
  let lastOffers = '';
  let waiting: AgentAnswer[] = [];

  const send = (c: Connection, message: FromAgent): void => c.port?.send(JSON.stringify(message));

  const answer = (given: AgentAnswer): void => {
    if (live !== null) send(live, { v: 1, answer: given });
    else waiting = [...waiting, given].slice(-answersWaiting);
  };

  const run = async (command: AgentCommand): Promise<void> => {
    commands++;
    const given = await deps.run(command);
    log.info('command', { id: command.id, kind: command.act.kind, result: given.result, outcome: given.outcome, reason: given.reason });
    answer(given);
  };

  const react = (c: Connection, message: ToAgent): void => {
    if ('command' in message)
      run(message.command).catch((error: unknown) => log.error('command failed', { id: message.command.id, error: String(error) }));
    // Somebody is there: the next failure begins the back-off anew.
    else if (c === live) failures = 0;
  };

  const received = (c: Connection, text: string): void => {
    c.cancelPong();
    const raw = parseMessage(text);
    const message = toAgentSchema.safeParse(raw);
    if (message.success) return react(c, message.data);
    const unknown = unknownCommandSchema.safeParse(raw);
    log.warn('message of the cloud not understood', { bytes: text.length, command: unknown.success });
    if (unknown.success)
      answer({ id: unknown.data.command.id, result: 'notDelivered', outcome: null, reason: 'notUnderstood', newCall: null });
  };

  const end = (c: Connection): void => {
    for (const cancel of c.cancel) cancel();
    c.cancel = [];
    c.cancelPong();
    c.port?.close();
  };

  const keepPinging = (c: Connection): void => {
    const ping = (): void => {
      send(c, { v: 1, ping: ++pings });
      c.cancelPong = timers.set(pongMs, () => {
        log.warn('command channel: no answer to a ping');
        end(c);
      });
      c.cancel[0] = timers.set(agentPingEveryMs, ping);
    };
    // At once: what comes back shows that the cloud hears us, not only that a socket is open.
    ping();
  };

  const offerTo = (c: Connection): void => {
    const offers = deps.offers();
    lastOffers = JSON.stringify(offers);
    send(c, { v: 1, offers });
  };

  const opened = (c: Connection): void => {
    const before = live;
    c.opened = true;
    opening = null;
    live = c;
    if (before !== null) end(before);
    else log.info('command channel open');
    offerTo(c);
    const late = waiting;
    waiting = [];
    for (const given of late) answer(given);
    keepPinging(c);
    c.cancel[1] = timers.set(agentConnectionMs - Math.floor(random() * renewalSpreadMs), open);
  };

  const retry = (): void => {
    if (stopped || cancelRetry !== null) return;
    failures++;
    cancelRetry = timers.set(backOffMs('link', failures, random), () => {
      cancelRetry = null;
      open();
    });
  };

  const closed = (c: Connection, reason: string): void => {
    for (const cancel of c.cancel) cancel();
    c.cancelPong();
    if (c === opening) opening = null;
    else if (c === live) live = null;
    // One that was replaced, and is not missed.
    else return;
    failed++;
    if (failures === 0 && !stopped) log.warn('command channel lost', { reason });
    retry();
  };

  const open = (): void => {
    if (stopped || address === null || opening !== null) return;
    const c: Connection = { port: null, opened: false, cancel: [], cancelPong: () => undefined };
    opening = c;
    c.port = deps.connect(address, deps.protocols(), {
      opened: () => {
        if (c === opening && !stopped) opened(c);
        else c.port?.close();
      },
      received: (text) => {
        if (!stopped) received(c, text);
      },
      closed: (reason) => closed(c, reason),
    });
  };

  return {
    setAddress: (url) => {
      const first = address === null;
      address = url;
      if (first) open();
    },
    offer: () => {
      if (live !== null && JSON.stringify(deps.offers()) !== lastOffers) offerTo(live);
    },
    stop: () => {
      stopped = true;
      cancelRetry?.();
      for (const c of [live, opening]) if (c !== null) end(c);
      live = null;
      opening = null;
    },
    status: () => ({ connected: live !== null, commands, failed }),
  };
};
