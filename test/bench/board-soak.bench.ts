import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { type FreezableLine, openFreezableLine } from './board-soak/freezable-line.ts';
import { createTruth } from './board-soak/truth.ts';
import { createApi } from './boards/make-boards.ts';
import { rounded } from './figures.ts';

/** Figures older than this must be marked (peers of wall screens: a frozen board is the oldest complaint there is). */
const staleAfterMs = 10_000;
/** Drawing, and the clocks of two processes. */
const grantedMs = 2_000;
const lookEveryMs = 500;
const judgedAfterMs = 15_000;
const cutSeconds = 25;
const site = 'harbour-leeds';
/** Counts of the day: they only grow, so that what a screen shows can be judged. */
const statistics = ['callsInbound', 'callsInAnsExternal', 'callsLost', 'callsOutExternal', 'callsInternal'];
const usageText = 'bench board-soak: [--minutes N] [--rate N] [--kill-at MINUTE]; needs Chromium (CHROMIUM names it)';

interface Ready {
  readonly url: string;
  readonly api: string;
  readonly users: readonly { readonly role: string; readonly token: string }[];
}
interface Stack extends Ready {
  readonly child: ChildProcess;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

const startStack = async (port: number, dataDir: string, rate: number): Promise<Stack> => {
  const args = ['infra/local/start.mjs', '--json', '--port', String(port), '--data', dataDir, '--rate', String(rate)];
  const child = spawn('node', args, { cwd: join(import.meta.dirname, '..', '..'), stdio: ['ignore', 'pipe', 'ignore'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', (code) => reject(new Error(`the stack ended with ${code} before it was ready`)));
  });
  return { ...(JSON.parse(line) as Ready), child };
};
const tokenOf = (stack: Ready): string => stack.users.find(({ role }) => role === 'customerAdmin')?.token ?? '';
const rssMiB = (child: ChildProcess): number => {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  return Math.round(Number(found?.[1] ?? 0) / 1024);
};

interface Shown {
  readonly state: string;
  readonly figures: Readonly<Record<string, string>>;
}
/** Runs in the page. */
const readBoard = `(() => {
  const view = document.querySelector('.board-view');
  if (view === null) return null;
  const tiles = [...view.querySelectorAll('.tile-face')].map((tile) => [
    tile.querySelector('.tile-title')?.textContent ?? '',
    tile.querySelector('.tile-figure')?.textContent ?? '',
  ]);
  return { state: view.dataset.state ?? '', figures: Object.fromEntries(tiles) };
})()`;
const shownOn = (page: Page): Promise<Shown | null> => page.evaluate<Shown | null>(readBoard).catch(() => null);

/** Pairs the screen of `page` as a person would with the code it shows, to a wallboard of counts. */
const pair = async (page: Page, stack: Stack): Promise<string> => {
  const api = createApi(stack.api, tokenOf(stack));
  const content = {
    kind: 'wallboard',
    name: 'Soak',
    views: [
      {
        id: 'main',
        name: 'Main',
        displayMode: 'uniform',
        colourMode: 'background',
        tiles: statistics.map((statistic) => ({
          id: statistic.toLowerCase(),
          title: statistic,
          kind: 'single',
          field: { source: 'statistic', statistic },
        })),
      },
    ],
  };
  const board = (await api.ask('POST', `/v1/sites/${site}/boards`, { content, shared: true })) as { readonly id: string };
  const shownCode = page.locator('.pairing-code .sr-only').filter({ hasText: /^Code / });
  await shownCode.waitFor({ state: 'attached', timeout: 60_000 });
  const code = ((await shownCode.textContent()) ?? '').replace('Code ', '').replaceAll(' ', '');
  await api.ask('POST', `/v1/sites/${site}/screens`, { code, name: 'Soak', board: board.id });
  await page.locator('.board-view[data-state="fresh"]').waitFor({ timeout: 60_000 });
  return board.id;
};

const heapMiB = async (cdp: CDPSession): Promise<number> => {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return rounded(usedSize / 2 ** 20, 1);
};
const slope = (values: readonly number[]): number => {
  const half = Math.floor(values.length / 2);
  const mean = (part: readonly number[]): number => part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
  return rounded((mean(values.slice(half)) - mean(values.slice(0, half))) / Math.max(1, half), 3);
};

/**
 * A paired wall screen in a real browser for as long as wanted, its network cut each minute: broken in one minute, frozen without a word in
 * the next; once the whole stack is killed and started again. Twice a second what the screen shows is compared with what the API says.
 */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const options = { minutes: { type: 'string' }, rate: { type: 'string' }, 'kill-at': { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const [minutes, rate] = [Number(values.minutes ?? 30), Number(values.rate ?? 900)];
  const killAt = Number(values['kill-at'] ?? Math.floor(minutes / 2));
  if (!(minutes > 0) || !(rate > 0) || !(killAt >= 0)) throw new Error(usageText);
  const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-soak-'));
  const port = await freePort();
  let stack = await startStack(port, dataDir, rate);
  let line: FreezableLine | null = null;
  const browserArgs = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'];
  try {
    line = await openFreezableLine(port);
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [...browserArgs, `--host-resolver-rules=MAP 127.0.0.1:${port} 127.0.0.1:${line.port}`],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(`${stack.url}/screen`);
      const board = await pair(page, stack);
      const cdp = await page.context().newCDPSession(page);
      const truth = createTruth(`${stack.api}/v1/sites/${site}/boards/${board}/views/main/figures`, tokenOf(stack));
      let looks = 0;
      let marked = 0;
      let reloads = 0;
      const unmarked: string[] = [];
      const heaps: number[] = [];
      const servers: number[] = [];
      const recoveries: number[] = [];
      const judged = new Map<string, number>();
      const pending: { readonly at: number; readonly figures: Readonly<Record<string, string>> }[] = [];
      const look = async (): Promise<void> => {
        const at = Date.now();
        const shown = await shownOn(page);
        looks += 1;
        if (shown === null) {
          reloads += 1;
          return;
        }
        if (shown.state !== 'fresh') {
          marked += 1;
          return;
        }
        pending.push({ at, figures: shown.figures });
      };
      /** What was seen is judged once the API was asked after it: a screen may know of a call before the next question. */
      const judgePending = (): void => {
        while (pending[0] !== undefined && pending[0].at < Date.now() - judgedAfterMs) {
          const [seen] = pending.splice(0, 1);
          for (const [tile, text] of Object.entries(seen?.figures ?? {})) {
            const digits = text.replaceAll(/[^\d]/g, '');
            if (seen === undefined || digits === '' || !statistics.includes(tile)) continue;
            const figure = `${tile.toLowerCase()}/0`;
            if (!truth.was(figure, Number(digits), seen.at - staleAfterMs - grantedMs, seen.at))
              unmarked.push(`${new Date(seen.at).toISOString()} ${tile} shows ${digits}, was ${truth.around(figure, seen.at)}`);
            judged.set(tile, (judged.get(tile) ?? 0) + 1);
          }
        }
      };
      for (let minute = 0; minute < minutes; minute += 1) {
        const startedAt = Date.now();
        const state = minute % 2 === 0 ? 'cut' : 'frozen';
        line.set(state);
        if (minute === killAt) {
          stack.child.kill('SIGKILL');
          await wait(1_000);
          stack = await startStack(port, dataDir, rate);
        }
        let mendedAt: number | null = null;
        while (Date.now() - startedAt < 60_000) {
          const from = Date.now();
          if (mendedAt === null && from - startedAt > cutSeconds * 1_000) {
            line.set('whole');
            mendedAt = Date.now();
          }
          await Promise.all([truth.look(), look()]);
          judgePending();
          if (mendedAt !== null && recoveries.length <= minute && (await shownOn(page))?.state === 'fresh')
            recoveries.push(Date.now() - mendedAt);
          await wait(Math.max(0, lookEveryMs - (Date.now() - from)));
        }
        if (recoveries.length <= minute) recoveries.push(Number.POSITIVE_INFINITY);
        heaps.push(await heapMiB(cdp));
        servers.push(rssMiB(stack.child));
        process.stderr.write(
          `minute ${minute + 1}: ${state}, page ${heaps.at(-1)} MiB, server ${servers.at(-1)} MiB, unmarked ${unmarked.length}\n`,
        );
      }
      return {
        minutes,
        callsAnHour: rate,
        looks,
        marked,
        notDrawn: reloads,
        judged: Object.fromEntries(judged),
        unmarkedStale: unmarked.length,
        examples: unmarked.slice(0, 10),
        backAfterMs: { median: [...recoveries].sort((a, b) => a - b)[Math.floor(recoveries.length / 2)], max: Math.max(...recoveries) },
        pageHeapMiB: { first: heaps[0], last: heaps.at(-1), max: Math.max(...heaps), perMinute: slope(heaps) },
        serverRssMiB: { first: servers[0], last: servers.at(-1), max: Math.max(...servers), perMinute: slope(servers) },
      };
    } finally {
      await browser.close();
    }
  } finally {
    line?.close();
    const ended = new Promise((resolve) => stack.child.once('exit', resolve));
    stack.child.kill('SIGTERM');
    await Promise.race([ended, wait(10_000)]);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
