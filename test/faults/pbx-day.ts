import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { createPbxSimulator, createVirtualClock, defaultTraceStart } from '../pbx-simulator/index.ts';
import type { AgentProcess, HandTime } from './agent-process.ts';

/** One life of a PBX call id, by the PBX's own book. */
export interface ScriptedCall {
  readonly id: string;
  readonly from: number;
  to: number;
}

export interface PbxDay {
  readonly port: number;
  /** Every call the PBX has had. */
  readonly script: readonly ScriptedCall[];
  readonly now: () => number;
  /** Whether every call of the day has been made and has ended. */
  readonly isOver: () => boolean;
  /** The next thing that happens at the PBX; with an agent, its clocks stand at that instant and it has read every line before the next. */
  readonly step: (agent: AgentProcess | null) => Promise<void>;
  /** How many steps there were so far. */
  readonly taken: () => number;
  readonly steps: (agent: AgentProcess | null, count: number) => Promise<void>;
  /** Resolves when the agent has read every line and written down what came of it: traffic is paused. */
  readonly settle: (agent: AgentProcess) => Promise<void>;
  /** Runs to the end of the day. */
  readonly finish: (agent: AgentProcess) => Promise<void>;
  /** Cuts every connection. */
  readonly drop: () => void;
  readonly timeOf: (at: number) => HandTime;
  /** Moves the agent's wall clock, but not its monotonic one, from the next step on. */
  readonly jump: (ms: number) => void;
  readonly stop: () => Promise<void>;
}

const startAt = defaultTraceStart;
/** Wrap-up and waiting after the last call. */
const afterwardsMs = 30_000;

/** A seeded stretch of business on a simulated PBX (TCP), whose clock goes from one happening to the next and stands still otherwise. */
export const startPbxDay = async (seed: number, calls: number): Promise<PbxDay> => {
  const clock = createVirtualClock(startAt);
  const simulator = createPbxSimulator({
    seed,
    profile: 'harbour',
    clock,
    commandTimerMs: 0,
    resyncIntervalMs: 0,
    resyncPauseMs: 0,
    // Chunked writes take their time, and the clock would have moved on.
    chunking: 'whole',
    traffic: { callsPerHour: 900, day: 'flat', maxCalls: calls },
  });
  let client: Socket | null = null;
  const onSocket = (message: unknown): void => {
    const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : null;
    if (socket instanceof Socket && socket.localPort === simulator.port) client = socket;
  };
  subscribe('net.server.socket', onSocket);
  await simulator.start();
  const script: ScriptedCall[] = [];
  const open = new Map<string, ScriptedCall>();
  let jumped = 0;
  let taken = 0;
  let endsAt = Number.POSITIVE_INFINITY;

  const note = (): void => {
    // Members of a conference have ids of their own in it.
    const ids = new Set([...simulator.pbx.calls].flatMap(([id, call]) => [id, ...(call.conference?.legs.values() ?? [])]));
    for (const id of ids)
      if (!open.has(id)) {
        const call = { id, from: clock.now(), to: Number.POSITIVE_INFINITY };
        open.set(id, call);
        script.push(call);
      }
    for (const [id, call] of open)
      if (!ids.has(id)) {
        call.to = clock.now();
        open.delete(id);
      }
  };
  const timeOf = (at: number): HandTime => ({ wall: at + jumped, elapsed: at - startAt });
  const written = (): number | null => (client === null || client.destroyed ? null : client.bytesWritten);
  const isOver = (): boolean => simulator.stats.callsOffered >= calls && simulator.pbx.calls.size === 0;
  const step: PbxDay['step'] = async (agent) => {
    const at = clock.nextAt();
    if (at === null) return;
    if (agent?.isRunning() === true) await agent.setTime(timeOf(at), written());
    clock.step();
    taken += 1;
    note();
  };
  return {
    get port() {
      return simulator.port;
    },
    script,
    now: () => clock.now(),
    isOver,
    taken: () => taken,
    timeOf,
    step,
    steps: async (agent, count) => {
      for (let n = 0; n < count && !isOver(); n += 1) await step(agent);
    },
    settle: (agent) => agent.rest(written()),
    finish: async (agent) => {
      while (!isOver()) await step(agent);
      endsAt = clock.now() + afterwardsMs;
      for (let next = clock.nextAt(); next !== null && next <= endsAt; next = clock.nextAt()) await step(agent);
      await agent.setTime(timeOf(endsAt), written());
    },
    drop: () => simulator.dropConnections(),
    jump: (ms) => {
      jumped += ms;
    },
    stop: async () => {
      unsubscribe('net.server.socket', onSocket);
      await simulator.stop();
    },
  };
};
