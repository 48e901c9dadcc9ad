import { join } from 'node:path';
import { lastAwsPort } from './aws-port.ts';
import { PortTakenError } from './aws-wire/listen.ts';
import type { Child } from './children/keep-running.ts';
import { DataDirError, openDataDir } from './data-dir.ts';
import { addDemoReports } from './demo/add-demo-reports.ts';
import { demoResellers } from './demo/demo-data.ts';
import { openDemoPasswords } from './demo/logins.ts';
import { friendlyText, type ReadyLine, type ReadyUser, sitesOf } from './demo/ready-line.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { startDemoSites } from './demo/start-demo-sites.ts';
import { writeFileAtomic } from './files/write-file-atomic.ts';
import { createLocalStack, type LocalStack } from './local-stack.ts';
import { openLogFile } from './log-file.ts';
import { createPhases } from './phases.ts';
import { openScratch } from './scratch.ts';
import type { StartOptions } from './start-options.ts';
import { waitForLink } from './wait-for-link.ts';
import { ensureWebBuilt } from './web-build.ts';

const linkTimeoutMs = 60_000;

interface Voice {
  /** Standard output of the process. */
  say(text: string): void;
  /** Standard error of the process. */
  complain(text: string): void;
}

/** Handlers log to standard output and error, as they do in Lambda. Here both belong to the person or script that started us. */
const divertOutput = (logFile: string): Voice => {
  const log = openLogFile(logFile);
  const [out, err] = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)];
  const toLog = (chunk: string | Uint8Array): boolean => {
    log.write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    return true;
  };
  process.stdout.write = toLog;
  process.stderr.write = toLog;
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.write(`${warning.name}: ${warning.message}\n`));
  return { say: (text) => void out(text), complain: (text) => void err(text) };
};

const failure =
  (complain: Voice['complain']) =>
  (error: unknown): never => {
    const known = error instanceof PortTakenError || error instanceof DataDirError;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(known ? `${error.message}\n` : `Trunkline could not start: ${detail}\n`);
    process.exit(known ? 2 : 1);
  };

const usersOf = async (stack: LocalStack, passwords: Readonly<Record<string, string>>): Promise<readonly ReadyUser[][]> =>
  Promise.all(
    demoResellers.map(({ users }) =>
      Promise.all(
        users.map(async ({ user, role, email }) => ({
          role,
          email,
          password: passwords[user] ?? '',
          token: await stack.issueToken(user),
        })),
      ),
    ),
  );

/** `npm start` after flags and packages are in order. Runs until a signal ends it. */
export const runStart = async (options: StartOptions, root: string): Promise<void> => {
  const { dataDir } = options;
  const startedAt = Date.now();
  const data = await openDataDir(dataDir).catch(failure((text) => void process.stderr.write(text)));
  if (options.reset) await data.reset();
  const scratch = await openScratch(dataDir);
  const at = (...names: string[]): string => join(dataDir, ...names);
  const { say, complain } = divertOutput(at('logs', 'functions.log'));
  const fail = failure(complain);
  const stackLog = openLogFile(at('logs', 'stack.log'));
  const log = (message: string, error?: unknown): void =>
    stackLog.write(
      `${new Date().toISOString()} ${message}${error === undefined ? '' : ` ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
    );
  const phases = createPhases((line) => log(`start: ${line}`));

  let stack: LocalStack | null = null;
  const children: Child[] = [];
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log('stopping');
    await Promise.all(children.map((child) => child.stop()));
    await stack?.stop();
    await scratch.remove();
    await data.release();
    process.exit(0);
  };
  // A promise nobody waits for in a handler would end the process; in Lambda it would not.
  process.on('unhandledRejection', (error) => log('unhandled rejection', error));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().catch(fail));

  try {
    const web = phases.during('web page', () => ensureWebBuilt(root));
    web.catch(() => undefined);
    const webDir = join(root, 'web', 'dist');
    const running = await phases.during('emulators and handlers', async () =>
      createLocalStack({ dataDir, port: options.port, awsPort: await lastAwsPort(at('ports.json')), webDir, byTheClock: true, log }),
    );
    stack = running;
    await writeFileAtomic(at('ports.json'), JSON.stringify({ aws: Number(new URL(running.awsEndpoint).port) }), 0o600);
    const people = demoResellers.flatMap((reseller) => reseller.users);
    const passwords = await openDemoPasswords(at('demo-logins.json'), people);
    await phases.during('seed', async () => {
      await seedDemo(demoResellers, options.simulator, at('demo-seed'));
      await running.seedUsers(people.map(({ user, email, name }) => ({ sub: user, email, name, password: passwords[user] ?? '' })));
    });
    await web;
    await running.serve();
    const [users = [], otherUsers = []] = await usersOf(running, passwords);
    const admin = users.find((user) => user.role === 'resellerAdmin')?.token ?? '';
    const line: ReadyLine = {
      ready: true,
      url: running.url,
      api: running.api,
      ws: running.ws,
      mailbox: running.mailbox,
      users,
      sites: demoResellers.slice(0, 1).flatMap(sitesOf),
    };
    // Nothing of the product waits for it.
    if (options.simulator)
      addDemoReports({ api: running.api, tokenOf: (user) => running.issueToken(user), stamp: at('demo-reports'), now: Date.now }).catch(
        (error: unknown) => log('the reports of the demonstration were not made; the next start tries again', error),
      );
    const demo = startDemoSites({ options, root, dataDir, api: running.api, token: admin, log, children });
    if (demo !== null && options.simulator) {
      const up = await phases.during('demo site connects', () =>
        waitForLink({
          api: running.api,
          site: demo.site,
          token: admin,
          since: startedAt,
          timeoutMs: linkTimeoutMs,
          stopped: () => stopping,
        }),
      );
      if (stopping) return;
      if (!up)
        complain(`${demo.site} has no link to its phone system after ${linkTimeoutMs / 1000} s and is still trying: see ${at('logs')}\n`);
      demo.startOthers();
    }
    log(`start: ready after ${phases.total()} ms`);
    say(options.json ? `${JSON.stringify(line)}\n` : friendlyText(line, otherUsers, (phases.total() / 1000).toFixed(1)));
  } catch (error) {
    await Promise.all(children.map((child) => child.stop()));
    fail(error);
  }
};
