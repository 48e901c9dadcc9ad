import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Agent, createAgent } from './agent.ts';
import { systemClock } from './clock.ts';
import { ConfigError, parseAgentConfig, type Settings } from './config.ts';
import { createJsonLog, errorText } from './log.ts';
import { connectTcp } from './session/connect-tcp.ts';

/**
 * The edge agent as a process. Settings: environment variables `TRUNKLINE_…`, or a JSON file of the same names that
 * `TRUNKLINE_CONFIG` points to (the environment goes first). Log: JSON lines on standard error. SIGTERM and SIGINT stop it in order
 * (exit 0); it ends with 1 when it cannot start, saying why.
 */
const log = createJsonLog((line) => process.stderr.write(line), Date.now);
const packageFile = z.object({ version: z.string() });

const readSettings = (file: string | undefined): Settings => {
  if (file === undefined || file === '') return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigError(['TRUNKLINE_CONFIG'], `TRUNKLINE_CONFIG: ${file} is not a readable JSON object (${errorText(error)})`);
  }
};

const compose = (): Agent =>
  createAgent({
    config: parseAgentConfig(process.env, readSettings(process.env.TRUNKLINE_CONFIG), hostname()),
    version: packageFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'))).version,
    log,
    clock: systemClock,
    random: Math.random,
    fetch,
    connect: connectTcp,
    timers: {
      set: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
  });

// Warnings of Node.js and libraries become log lines too.
process.removeAllListeners('warning');
process.on('warning', ({ name, message }) => log.warn('process warning', { name, warning: message }));

let isStopping = false;
try {
  const agent = compose();
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    log.info('stopping', { signal });
    agent.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stop failed', { error: errorText(error) });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await agent.start();
} catch (error) {
  // A start that a signal broke off ends with the stop.
  if (!isStopping) {
    log.error('agent cannot start', {
      error: errorText(error),
      code: error instanceof Error && 'code' in error ? String(error.code) : null,
    });
    process.exit(1);
  }
}
