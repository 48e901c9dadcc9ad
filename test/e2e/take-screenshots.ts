import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { logIn, openPage } from './log-in.ts';
import { type ReadyLine, repositoryRoot, startStack, userOf } from './start-stack.ts';

/** `npx tsx test/e2e/take-screenshots.ts`: the pictures of the README, taken of the demo as anybody starts it. */
const folder = join(repositoryRoot, 'docs', 'images');
const largest = 300 * 1024;
const site = 'harbour-leeds';
const patienceMs = 8 * 60_000;

interface LiveAnswer {
  readonly calls: readonly { readonly state: string }[];
  readonly totals: { readonly answered: number; readonly lost: number } | null;
}

/** Calls in several states, and a day that has begun: worth a picture. */
const isBusy = ({ calls, totals }: LiveAnswer): boolean =>
  calls.length >= 5 && new Set(calls.map((call) => call.state)).size >= 2 && totals !== null && totals.answered >= 15 && totals.lost >= 1;

const waitForCalls = async (stack: ReadyLine): Promise<void> => {
  const { token } = userOf(stack, 'supervisor');
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await fetch(`${stack.api}/v1/sites/${site}/live`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.ok && isBusy((await answer.json()) as LiveAnswer)) return;
    if (Date.now() > deadline) throw new Error(`${site} has not become busy enough for a picture within ${patienceMs / 60_000} min`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
};

const shoot = async (page: Page, name: string): Promise<void> => {
  const path = join(folder, `${name}.png`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.screenshot({ path });
  const { size } = statSync(path);
  process.stdout.write(`${name}.png ${Math.round(size / 1024)} KB\n`);
  if (size > largest) throw new Error(`${path} has ${size} bytes; more than ${largest} is too much for a README`);
};

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly options: BrowserContextOptions;
  readonly prepare?: (page: Page) => Promise<void>;
}

const live = `/sites/${site}/live`;
const showsCalls = async (page: Page): Promise<void> => {
  await page.getByRole('table', { name: 'Calls in progress' }).getByRole('row').nth(2).waitFor();
};

const openAnsweredCall = async (page: Page): Promise<void> => {
  const rows = page.getByRole('table', { name: 'Calls', exact: true }).locator('tr.call-row');
  await rows.first().waitFor();
  await rows.filter({ hasText: 'Answered' }).first().getByRole('button').click();
  await page.getByRole('table', { name: 'Segments of the call' }).waitFor();
};

const pictures: readonly Picture[] = [
  { name: 'live-light', path: live, options: { colorScheme: 'light' }, prepare: showsCalls },
  { name: 'live-dark', path: live, options: { colorScheme: 'dark' }, prepare: showsCalls },
  { name: 'calls', path: `/sites/${site}/calls`, options: { colorScheme: 'light' }, prepare: openAnsweredCall },
  { name: 'live-phone', path: live, options: { colorScheme: 'light', viewport: { width: 390, height: 844 } }, prepare: showsCalls },
];
const wall: BrowserContextOptions = { colorScheme: 'dark', viewport: { width: 1920, height: 1080 } };

const take = async (browser: Browser, stack: ReadyLine, picture: Picture): Promise<void> => {
  const { context, page } = await openPage(browser, picture.options);
  await logIn(page, stack, 'supervisor', picture.path);
  await picture.prepare?.(page);
  await shoot(page, picture.name);
  await context.close();
};

const takeWall = async (browser: Browser, stack: ReadyLine): Promise<void> => {
  const { context, page } = await openPage(browser, wall);
  await logIn(page, stack, 'supervisor', live);
  await page.goto(`${stack.url}${live}?kiosk`);
  await showsCalls(page);
  await shoot(page, 'live-tv');
  await context.close();
};

mkdirSync(folder, { recursive: true });
const stack = await startStack(['--port', '0']);
try {
  await waitForCalls(stack);
  const browser = await launchBrowser();
  try {
    for (const picture of pictures) await take(browser, stack, picture);
    await takeWall(browser, stack);
  } finally {
    await browser.close();
  }
} finally {
  await stack.stop();
}
