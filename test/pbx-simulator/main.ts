import { parseArgs } from 'node:util';
import { createPbxSimulator } from './simulator.ts';

/** Each option may also stand in the environment as `PBX_SIMULATOR_<NAME>`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    rate: { type: 'string' },
    speed: { type: 'string' },
    seed: { type: 'string' },
    profile: { type: 'string' },
    password: { type: 'string' },
    'events-per-second': { type: 'string' },
    gateway: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});

const usage = `PBX simulator: a phone system on 127.0.0.1 that speaks System OAI.
  --port N          port to listen on (default: any free one)
  --rate N          calls an hour (default 300; 0 = a silent PBX)
  --speed N         how fast its clock runs (default 1)
  --seed TEXT       same seed, same people (default: demo)
  --profile NAME    harbour or mill (default harbour)
  --password TEXT   clients must send it (default: none)
  --events-per-second N   steady load instead of people
  --gateway         two nodes behind a CT Gateway
Prints {"ready":true,"port":N} when it listens.`;

const text = (name: keyof typeof values, fallback: string): string => {
  const given = values[name];
  return typeof given === 'string' ? given : (process.env[`PBX_SIMULATOR_${name.toUpperCase().replaceAll('-', '_')}`] ?? fallback);
};
const number = (name: keyof typeof values, fallback: number): number => {
  const given = Number(text(name, String(fallback)));
  if (!Number.isFinite(given) || given < 0) throw new Error(`--${name} must be a number from 0 up, not "${text(name, '')}"`);
  return given;
};

const main = async (): Promise<void> => {
  if (values.help === true) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const rate = number('rate', 300);
  const eventsPerSecond = number('events-per-second', 0);
  const simulator = createPbxSimulator({
    port: number('port', 0),
    seed: text('seed', 'demo'),
    profile: text('profile', 'harbour'),
    password: text('password', ''),
    speed: number('speed', 1) || 1,
    gateway: values.gateway === true,
    chunking: 'mixed',
    ...(eventsPerSecond > 0
      ? { eventsPerSecond }
      : rate > 0
        ? { traffic: { callsPerHour: rate, day: 'flat' as const, warmStart: 6 } }
        : {}),
  });
  await simulator.start();
  process.stdout.write(`${JSON.stringify({ ready: true, port: simulator.port })}\n`);
  const end = (): void => {
    void simulator.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
