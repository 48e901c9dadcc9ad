import type { AgentClock } from '../clock.ts';
import { type AgentLog, errorText } from '../log.ts';
import type { AgentApi, HeartbeatBody } from './cloud-api.ts';
import { pause } from './pause.ts';

export interface HeartbeatDeps {
  readonly api: Pick<AgentApi, 'time' | 'heartbeat'>;
  readonly clock: Pick<AgentClock, 'now' | 'measure' | 'offsetMs'>;
  /** Appends the tick that goes with each heartbeat, whether or not the cloud answers. */
  readonly tick: () => void;
  readonly describe: () => Omit<HeartbeatBody, 'sentAt' | 'clockOffsetMs'>;
  /** The cloud names the address of its command socket with each answer. */
  readonly onCommandSocket?: (url: string) => void;
  readonly log: AgentLog;
  /** Until the cloud says another interval. */
  readonly intervalMs?: number;
}

export interface Heartbeat {
  readonly status: () => { readonly taken: number; readonly failed: number; readonly lastError: string | null };
  readonly stop: () => void;
}

/** Tells the cloud how the agent is, at the interval the cloud asks for. A beat that is not answered in time delays no tick. */
export const startHeartbeat = (deps: HeartbeatDeps): Heartbeat => {
  const stopping = new AbortController();
  let intervalMs = deps.intervalMs ?? 10_000;
  let taken = 0;
  let failed = 0;
  let lastError: string | null = null;
  let isBeating = false;

  const beat = async (): Promise<void> => {
    if (isBeating) return;
    isBeating = true;
    try {
      await deps.clock.measure(deps.api.time);
      const body = { ...deps.describe(), sentAt: new Date(deps.clock.now()).toISOString(), clockOffsetMs: deps.clock.offsetMs() };
      const answer = await deps.api.heartbeat(body);
      if (answer.commandSocket !== undefined) deps.onCommandSocket?.(answer.commandSocket);
      intervalMs = Math.min(300_000, Math.max(1_000, answer.intervalSeconds * 1_000));
      taken += 1;
      if (lastError !== null) deps.log.info('the cloud takes heartbeats again', { failed });
      lastError = null;
    } catch (error) {
      failed += 1;
      const text = errorText(error);
      if (text !== lastError && !stopping.signal.aborted) deps.log.warn('heartbeat not taken', { error: text });
      lastError = text;
    } finally {
      isBeating = false;
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      deps.tick();
      void beat();
      await pause(intervalMs, stopping.signal);
    }
  };
  void run();

  return { status: () => ({ taken, failed, lastError }), stop: () => stopping.abort() };
};
