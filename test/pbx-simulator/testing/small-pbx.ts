import type { PbxSettings } from '../pbx/core.ts';
import { createPbx, type Pbx } from '../pbx/pbx.ts';
import type { PbxProfile } from '../pbx/profile.ts';
import { createRandom } from '../random.ts';
import { createVirtualClock, type VirtualClock } from '../virtual-clock.ts';
import { createPort, type Port } from '../wire/port.ts';
import type { PortSettings } from '../wire/port-state.ts';

const station = (number: string) => ({ number, name: `Station ${number}` });

/** The devices of the manual's examples (100-103, trunks 97061 and 97062) and of the documented flow (1001, 1002, group 2000, 94101). */
export const smallProfile: PbxProfile = {
  id: 'small',
  siteName: 'Small',
  nodes: [{ id: '1', description: 'Node 1' }],
  stations: ['100', '101', '102', '103', '1001', '1002'].map(station),
  trunks: ['97061', '97062', '94101'].map((number) => ({ number, name: `Trunk ${number}` })),
  groups: [
    { number: '2000', name: 'Sales', type: 'acd', distribution: 'longestIdle', members: ['5001'], noAnswerSeconds: 15, wrapUpSeconds: 10 },
    { number: '2001', name: 'Helpers', type: 'ucd', distribution: 'ringAll', members: ['101', '102'], noAnswerSeconds: 15 },
  ],
  agents: [{ id: '5001', name: 'Jones, Bob', station: '1001' }],
  applications: [{ number: '2500', name: 'Voicemail', role: 'voicemail', playSeconds: 10 }],
  ddis: [
    { number: '01632960000', name: 'Sales', target: '2000', weight: 1 },
    { number: '8002225555', name: '', target: '101', weight: 1 },
  ],
  dndMessages: ['DO NOT DISTURB', 'OUT TO LUNCH'],
  callers: [{ name: 'SMITH', number: '07700900123' }],
  accountCodes: [],
};

export interface SmallPbx {
  readonly pbx: Pbx;
  readonly clock: VirtualClock;
  readonly port: Port;
  readonly lines: string[];
  /** Sends a command and returns the lines it brought at once. */
  ask(command: string): string[];
  /** Lines raised by `run`, with the number of the monitored device in place of the cross-reference, without sequence number. */
  raised(run: () => void): string[];
}

/** A port in memory with every device monitored; copies in their natural order. */
export const createSmallPbx = (
  options: { settings?: Partial<PbxSettings>; port?: Partial<PortSettings>; profile?: PbxProfile; monitorAll?: boolean } = {},
): SmallPbx => {
  const clock = createVirtualClock(Date.UTC(2026, 2, 2, 9));
  const pbx = createPbx({
    profile: options.profile ?? smallProfile,
    clock,
    random: createRandom(1),
    settings: { shuffleCopies: false, ...options.settings },
  });
  const lines: string[] = [];
  const port = createPort({
    pbx,
    settings: { commandTimerMs: 0, ...options.port },
    send: (line) => lines.push(line),
    after: (ms, run) => clock.after(ms, run),
  });
  port.start();
  const ask = (command: string): string[] => {
    const from = lines.length;
    port.receive(`${command}\r`);
    return lines.slice(from);
  };
  const numbers = new Map<string, string>();
  if (options.monitorAll !== false) {
    for (const type of [3, 4, 9, 12, 13]) {
      const answer = ask(`_MA,${type},,${type},A:FFFF,C:FFFF,F:FFFF`).flatMap((l) => l.split(',').slice(8));
      for (let i = 0; i + 1 < answer.length; i += 2) if (/^\d+$/.test(answer[i] ?? '')) numbers.set(answer[i] ?? '', answer[i + 1] ?? '');
    }
  }
  return {
    pbx,
    clock,
    port,
    lines,
    ask,
    raised: (run) => {
      const from = lines.length;
      run();
      return lines.slice(from).map((line) => {
        const [, code, resync, xref, ...fields] = line.split(',');
        return [code, resync, numbers.get(xref ?? '') ?? xref, ...fields].join(',');
      });
    },
  };
};
