import type { CallEventOf } from '../../functions/domain/call-event.ts';
import { createFrameDecoder, encodeFrame } from '../protocol/oai/framing.ts';
import { decodeLatin1, encodeLatin1 } from '../protocol/oai/latin1.ts';
import type { UnnumberedWithCopy } from '../protocol/oai/translator.ts';
import { createOaiSession, type OaiSession } from './oai-session.ts';
import type { SessionTimers, TcpHandlers } from './ports.ts';
import type { OaiSessionConfig } from './session-config.ts';

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** Time that moves only when told to; `advance` lets promises settle between timers. */
export const createFakeTime = () => {
  let elapsed = 0;
  let wallJump = 0;
  const timers = new Set<Timer>();
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 50; i++) await Promise.resolve();
  };
  const set: SessionTimers['set'] = (ms, run) => {
    const timer = { due: elapsed + ms, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    timers: { set },
    clock: { now: () => 1_772_442_000_000 + wallJump + elapsed, monotonic: () => elapsed },
    jumpWallClock: (ms: number) => {
      wallJump += ms;
    },
    settle,
    async advance(ms: number): Promise<void> {
      const end = elapsed + ms;
      await settle();
      for (;;) {
        const next = [...timers].filter((t) => t.due <= end).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        timers.delete(next);
        elapsed = Math.max(elapsed, next.due);
        next.run();
        await settle();
      }
      elapsed = end;
      await settle();
    },
  };
};

/** Answers of the scripted PBX: fields behind the invoke id, several for several pages, null for silence. */
export type Answer = (fields: readonly string[]) => string | readonly string[] | null;

export const defaultAnswers: Readonly<Record<string, Answer>> = {
  _NA: () => '45',
  _NO: () => '0',
  _MS: ([device, type]) =>
    type === '3'
      ? '0,2,000001,1001,000002,1002,A:00FC,C:FFFE,F:1FFF'
      : type === '4'
        ? '0,1,000010,94101,A:00FC,C:FFFE,F:1FFF'
        : type === '9'
          ? '0,0,A:00FC,C:FFFE,F:1FFF'
          : type === '11'
            ? '0,1,000099,1:,S:00FE'
            : `0,1,0005${(device ?? '').slice(-2)},${device},A:00FC,C:FFFE,F:1FFF`,
  _QX: ([, list]) => {
    if (list === '18') return '0,18,1,1,1,1,|Node 1|';
    if (list === '1') return ['0,1,103,0,1,1001,|Ann|,|Ann A|,0', '0,1,103,1,1,1002,|Bob|,|Bob B|,0'];
    if (list === '2') return '0,2,3,1,1,94101,|Line 1|,|94101|';
    if (list === '3') return '0,3,7,1,1,2000,|Sales|,|Sales|,2';
    if (list === '17') return '0,17,1,1,1,5485,|Bob|';
    if (list === '10') return '0,10,1,1,1,1,|OUT|';
    return `0,${list},3,1,0`;
  },
  _QH: () => '0,1,5485,1002,1',
  _QI: ([device]) => `0,${device},0,0,|x|,|x|`,
  _RR: ([scope]) => `0,${scope ?? ''}`,
};

export const powerUp = ['000,RS,0,00:57,010415,V10.10,V4.0.3.91,3,1,0,3,1', '001,RD,0,'] as const;

/** A session against a scripted port. `advance` moves time; what the client wrote is in `written`. */
export const createSessionFixture = (config: Partial<OaiSessionConfig> = {}, answers: Record<string, Answer> = {}) => {
  const time = createFakeTime();
  const events: UnnumberedWithCopy[] = [];
  const states: string[] = [];
  const problems: string[] = [];
  const written: string[] = [];
  /** Both directions as a trace has them. */
  const recorded: ({ at: number; rx: string } | { at: number; tx: string })[] = [];
  const script: Record<string, Answer> = { ...defaultAnswers, ...answers };
  let handlers: TcpHandlers | null = null;
  let connections = 0;
  let closedByUs = 0;
  let login = '';

  const deliver = (...lines: string[]): void => {
    for (const rx of lines) recorded.push({ at: time.clock.now(), rx });
    handlers?.received(Buffer.concat(lines.map((l) => encodeFrame(encodeLatin1(`${l}\r\n`)))));
  };

  const answer = (line: string): void => {
    const [command = '', invokeId = '', ...fields] = line.split(',');
    const reply = script[command]?.(fields) ?? null;
    if (reply === null) return;
    for (const page of typeof reply === 'string' ? [reply] : reply) deliver(`500,CF,${command},${invokeId},${page}`);
    if (command === '_RR' && reply.toString().startsWith('0')) deliver(`501,RD,${invokeId},${fields[0] ?? ''}`);
  };

  const session: OaiSession = createOaiSession({
    connect: (_target, h) => {
      connections++;
      handlers = h;
      const decoder = createFrameDecoder();
      let first = true;
      let open = true;
      return {
        send: (bytes) =>
          decoder.push(bytes, (payload) => {
            const text = decodeLatin1(payload);
            if (first) {
              first = false;
              login = Buffer.from(payload).toString('hex');
              return;
            }
            const line = text.replace(/\r$/, '');
            written.push(line);
            recorded.push({ at: time.clock.now(), tx: line });
            time.timers.set(1, () => {
              if (handlers === h) answer(line);
            });
          }),
        close: () => {
          if (!open) return;
          open = false;
          closedByUs++;
          time.timers.set(0, () => {
            if (handlers === h) handlers = null;
            h.closed(null);
          });
        },
      };
    },
    clock: time.clock,
    timers: time.timers,
    random: () => 0,
    config: { host: 'pbx.example', password: '', applicationName: 'EdgeAgent', ...config },
    onEvent: (event) => events.push(event),
    onState: (status) => states.push(status.state),
    onProblem: (problem) => problems.push(problem.message),
  });

  return {
    session,
    time,
    events,
    states,
    problems,
    written,
    recorded,
    deliver,
    deliverBytes: (bytes: Uint8Array) => handlers?.received(bytes),
    script,
    advance: time.advance,
    open: async () => {
      handlers?.opened();
      await time.settle();
    },
    closeByPbx: async (error: string | null = null) => {
      const h = handlers;
      handlers = null;
      h?.closed(error);
      await time.settle();
    },
    /** From nothing to `up`. */
    async up() {
      session.start();
      handlers?.opened();
      deliver(...powerUp);
      await time.advance(200);
    },
    get connections() {
      return connections;
    },
    get closedByUs() {
      return closedByUs;
    },
    get login() {
      return login;
    },
    kinds: () => events.map(({ event }) => (event.kind === 'linkState' ? event.state : event.kind)),
    directory: () =>
      events
        .map(({ event }) => event)
        .filter((event): event is Omit<CallEventOf<'directoryChanged'>, 'link' | 'seq' | 'copyOf'> => event.kind === 'directoryChanged'),
  };
};
