// Plain JavaScript without dependencies: wrong flags are told before anything is installed.
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `Trunkline on this machine.

  npm start -- [options]

  --port N         port of the web page, API and sockets (default 8400)
  --json           print one line of JSON when ready, nothing else, on standard output
  --reset          delete the data first
  --data DIR       data directory (default .trunkline in the project)
  --no-simulator   no demo phone systems and no agents
  --oai HOST:PORT  connect the demo site's agent to this phone system instead of the simulator
  --rate N         calls an hour the demo phone system makes (default 300)
  --speed N        how fast the demo phone system's clock runs (default 1)
  --help           show this

Routes of the API begin with /v1 below the address printed as "api".
`;

const number = (name, text, low, high) => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < low || value > high)
    return `--${name} must be a number from ${low} to ${high}, not "${text}"`;
  return value;
};

const hostAndPort = (text) => {
  const m = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text);
  const port = Number(m?.[3]);
  return m === null || !(port >= 1 && port <= 65_535)
    ? `--oai must be HOST:PORT, such as 192.0.2.10:4000, not "${text}"`
    : { host: m[1] ?? m[2], port };
};

/**
 * @param {readonly string[]} args
 * @param {string} root
 * @returns {{ help: true } | { problem: string } | { options: import('./start-options.ts').StartOptions }}
 */
export const parseOptions = (args, root) => {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8400' },
        json: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        data: { type: 'string', default: join(root, '.trunkline') },
        'no-simulator': { type: 'boolean', default: false },
        oai: { type: 'string' },
        rate: { type: 'string', default: '300' },
        speed: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    return { problem: error.message };
  }
  if (values.help) return { help: true };
  const port = number('port', values.port, 0, 65_535);
  const rate = number('rate', values.rate, 0, 100_000);
  const speed = number('speed', values.speed, 0.01, 1000);
  const oai = values.oai === undefined ? null : hostAndPort(values.oai);
  for (const value of [port, rate, speed, oai]) if (typeof value === 'string') return { problem: value };
  if (values.data === '') return { problem: '--data must name a directory' };
  return {
    options: {
      port,
      json: values.json,
      reset: values.reset,
      dataDir: values.data,
      simulator: !values['no-simulator'] && oai === null,
      oai,
      rate,
      speed,
    },
  };
};
