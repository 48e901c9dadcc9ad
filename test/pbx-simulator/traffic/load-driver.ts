import type { Call, Station, Trunk } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';

export interface LoadDriver {
  start(): void;
  stop(): void;
  readonly stats: { lines: number; calls: number };
}

interface Line {
  readonly trunk: Trunk;
  readonly station: Station;
  step: number;
  call: Call | null;
}

/**
 * Lines at a steady rate, for load: many short calls (ring, answer, hold, retrieve, hang up) whose steps are paced so that the
 * lines raised for monitored parties come to `eventsPerSecond`. Use a profile with more phones and trunks than calls at once.
 */
export const createLoadDriver = (pbx: Pbx, options: { eventsPerSecond: number; tickMs?: number }): LoadDriver => {
  const tickMs = options.tickMs ?? 20;
  const stats = { lines: 0, calls: 0 };
  const pairs = Math.min(pbx.directory.stations.length, pbx.directory.trunks.length);
  const lines: Line[] = pbx.directory.stations
    .slice(0, pairs)
    .map((station, i) => ({ station, trunk: pbx.directory.trunks[i] as Trunk, step: 0, call: null }));
  let running = false;
  let turn = 0;
  let startedAt = 0;

  const advance = (line: Line): void => {
    const { station, trunk } = line;
    if (line.call?.ended === true) line.step = 0;
    switch (line.step) {
      case 0:
        line.call = pbx.inboundCall({ trunk: trunk.number, cli: '07700900123', target: station.number });
        stats.calls += 1;
        break;
      case 1:
        pbx.answer(station);
        break;
      case 2:
        pbx.hold(station);
        break;
      case 3:
        pbx.retrieve(station);
        break;
      default:
        pbx.hangUp(trunk);
    }
    line.step = (line.step + 1) % 5;
  };
  const tick = (): void => {
    if (!running) return;
    const due = (options.eventsPerSecond * (pbx.clock.now() - startedAt)) / 1000;
    for (let guard = 0; stats.lines < due && guard < 10_000; guard += 1) {
      advance(lines[turn] as Line);
      turn = (turn + 1) % lines.length;
    }
    pbx.clock.after(tickMs, tick);
  };
  let stopListening: (() => void) | null = null;
  return {
    start: () => {
      running = true;
      startedAt = pbx.clock.now();
      stopListening = pbx.onRaised((event) => {
        if (event.kind === 'device') stats.lines += event.copies.length;
      });
      tick();
    },
    stop: () => {
      running = false;
      stopListening?.();
    },
    stats,
  };
};
