import type { Clock } from '../clock.ts';
import type { Pbx } from '../pbx/pbx.ts';
import { createPort } from '../wire/port.ts';
import type { PortSettings } from '../wire/port-state.ts';

export interface RecordedLine {
  /** Epoch ms on the PBX's clock. */
  readonly at: number;
  readonly line: string;
  /** `rx` = from the PBX. */
  readonly direction: 'rx' | 'tx';
}

/** Start-up of a complete client: all monitors, all lists, a resync. */
const startUpCommands = (pbx: Pbx): string[] => [
  '_NA,1,1',
  '_MS,2,,3,A:FFFF,C:FFFF,F:FFFF',
  '_MS,3,,4,A:FFFF,C:FFFF,F:FFFF',
  '_MA,4,,12,A:FFFF,C:FFFF,F:FFFF',
  '_MA,5,,13,A:FFFF,C:FFFF,F:FFFF',
  '_MS,6,,9,A:FFFF,C:FFFF,F:FFFF',
  '_MS,7,,11,S:FFFF',
  '_QX,8,,18,FF,2,50',
  '_QX,9,,1,7FF,2,50',
  '_QX,10,,2,7,2,50',
  '_QX,11,,3,1F,2,50',
  '_QX,12,,12,7,2,50',
  '_QX,13,,17,1,2,50',
  '_QX,14,,10,1,1',
  ...pbx.directory.groups.map((g, i) => `_QH,${15 + i},${g.node}:${g.number}`),
  `_RR,${15 + pbx.directory.groups.length},`,
];

/** A client in memory: logs in, starts everything, and hands on each line with its instant. No TCP. @returns stop */
export const recordLines = (pbx: Pbx, clock: Clock, settings: Partial<PortSettings>, sink: (line: RecordedLine) => void): (() => void) => {
  const port = createPort({
    pbx,
    settings: { ...settings, commandTimerMs: 0, resyncIntervalMs: 0 },
    send: (line) => sink({ at: clock.now(), line, direction: 'rx' }),
    after: (ms, run) => clock.after(ms, run),
  });
  port.start();
  for (const command of startUpCommands(pbx)) {
    sink({ at: clock.now(), line: command, direction: 'tx' });
    port.receive(`${command}\r`);
  }
  return () => port.stop();
};
