import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { logIn, openPage } from './log-in.ts';
import { shrinkPng } from './shrink-png.ts';
import { type ReadyLine, repositoryRoot, startStack, userOf } from './start-stack.ts';

/**
 * `npx tsx test/e2e/take-screenshots.ts [beginning of names]`: the pictures of the README and of the guides, taken of the demo as anybody starts
 * it; all of them, or those whose names begin so.
 */
const wanted = process.argv[2] ?? '';
const folder = join(repositoryRoot, 'docs', 'images');
const largest = 300 * 1024;
const site = 'harbour-leeds';
const patienceMs = 8 * 60_000;

interface LiveAnswer {
  readonly calls: readonly { readonly state: string }[];
  readonly totals: { readonly answered: number; readonly lost: number } | null;
}

interface CallsAnswer {
  readonly items: readonly {
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly segmentCount: number;
    readonly holdMs: number;
    readonly huntGroup: string | null;
    readonly outsideNumber: string | null;
    readonly contactName: string | null;
  }[];
}

const ask = async <T>(stack: ReadyLine, path: string): Promise<T> => {
  const { token } = userOf(stack, 'supervisor');
  const answer = await fetch(`${stack.api}/v1/sites/${site}/${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
  return (await answer.json()) as T;
};

/** Calls in several states, and a day that has begun: worth a picture. */
const isBusy = ({ calls, totals }: LiveAnswer): boolean =>
  calls.length >= 5 && new Set(calls.map((call) => call.state)).size >= 3 && totals !== null && totals.answered >= 15 && totals.lost >= 1;

/** Rows that stand on the first screen of the list with one of them opened. */
const rowsInPicture = 12;

/** How much of a call's story its picture tells: hands it went through, and hold. */
const tells = ({ segmentCount, holdMs }: CallsAnswer['items'][number]): number => segmentCount + (holdMs >= 3_000 ? 2 : 0);

/** Name of the button that opens the most telling ended call in the picture; null while there is none of more than one segment. */
const findTellingCall = async (stack: ReadyLine): Promise<string | null> => {
  const now = Date.now();
  const range = new URLSearchParams({ from: new Date(now - 3_600_000).toISOString(), to: new Date(now).toISOString(), limit: '1000' });
  const { items } = await ask<CallsAnswer>(stack, `calls?${range}`);
  const [call] = items
    .slice(-rowsInPicture)
    .filter((each) => each.endedAt !== null && each.huntGroup !== null && each.outsideNumber !== null && each.segmentCount >= 2)
    .sort((a, b) => tells(b) - tells(a));
  if (call === undefined) return null;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'medium' }).format(new Date(call.startedAt));
  return `Details of the call at ${clock} from ${call.contactName ?? call.outsideNumber}`;
};

const waitFor = async <T>(what: string, look: () => Promise<T | null>): Promise<T> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`${site} has had ${what} for no moment of ${patienceMs / 60_000} min`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
};

const shoot = async (page: Page, name: string): Promise<void> => {
  const path = join(folder, `${name}.png`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const picture = shrinkPng(await page.screenshot());
  writeFileSync(path, picture);
  process.stdout.write(`${name}.png ${Math.round(picture.length / 1024)} KB\n`);
  if (picture.length > largest) throw new Error(`${path} has ${picture.length} bytes; more than ${largest} is too much for a README`);
};

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly options: BrowserContextOptions;
  readonly prepare: (page: Page) => Promise<void>;
}

const live = `/sites/${site}/live`;
const showsCalls = async (page: Page): Promise<void> => {
  await page.getByRole('table', { name: 'Calls in progress' }).getByRole('row').nth(2).waitFor();
};

const openCall = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('table', { name: 'Segments of the call' }).waitFor();
};

/** How many of the lost calls of the day there are, and every other call with why it is none. */
const openFigure = async (page: Page): Promise<void> => {
  await page
    .getByRole('table', { name: 'Calls by Hunt Group' })
    .getByRole('row', { name: /^Totals/ })
    .getByRole('button')
    .nth(2)
    .click();
  await page.getByRole('tab', { name: /^Not counted/ }).click();
  await page.getByRole('table', { name: 'Rows of this figure' }).getByRole('row').nth(3).waitFor();
};

const pictures = (call: string): readonly Picture[] => [
  { name: 'live-light', path: live, options: { colorScheme: 'light' }, prepare: showsCalls },
  { name: 'live-dark', path: live, options: { colorScheme: 'dark' }, prepare: showsCalls },
  { name: 'calls', path: `/sites/${site}/calls`, options: { colorScheme: 'light' }, prepare: (page) => openCall(page, call) },
  {
    name: 'explain',
    path: `/sites/${site}/figures?template=callsByHuntGroup`,
    options: { colorScheme: 'light' },
    prepare: openFigure,
  },
  { name: 'live-phone', path: live, options: { colorScheme: 'light', viewport: { width: 390, height: 844 } }, prepare: showsCalls },
];

const boards = `/sites/${site}/boards`;
const desk = `${boards}/reservations-desk`;
const large: BrowserContextOptions = { colorScheme: 'light', viewport: { width: 1920, height: 1080 } };

/** The figures have come, and every graph and list with them. */
const showsDesk = async (page: Page): Promise<void> => {
  await page.getByRole('article', { name: 'Agents', exact: true }).getByRole('row').nth(3).waitFor();
  await page.getByText('Numbers', { exact: true }).waitFor();
  await page.getByText('Loading the lost calls…').waitFor({ state: 'hidden' });
};

/** In edit mode with the properties of a gauge: its alarms. */
const editDesk = async (page: Page): Promise<void> => {
  const gauge = page.getByRole('group', { name: /^Calls In Ans External, tile/ });
  await showsDesk(page);
  await gauge.getByText(/ % of 120/).waitFor();
  await gauge.focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: /^Properties of/ })
    .getByRole('tab', { name: 'Appearance' })
    .click();
};

const showsPast = async (page: Page): Promise<void> => {
  await page.getByRole('article', { name: 'Agents', exact: true }).getByRole('row').nth(3).waitFor();
};

const boardPictures = (): readonly Picture[] => [
  { name: 'board-dashboard', path: desk, options: large, prepare: showsDesk },
  { name: 'board-edit', path: `${desk}?edit=`, options: { colorScheme: 'light' }, prepare: editDesk },
  { name: 'board-phone', path: desk, options: { colorScheme: 'light', viewport: { width: 390, height: 844 } }, prepare: showsDesk },
  {
    name: 'board-past',
    path: `${desk}/past?at=${new Date(Date.now() - 60_000).toISOString()}`,
    options: large,
    prepare: showsPast,
  },
];

/** The identifier of the shared report or schedule of the demo. */
const findId = async (stack: ReadyLine, what: 'reports' | 'schedules', name: string): Promise<string> => {
  const { items } = await ask<{ readonly items: readonly { readonly id: string; readonly name: string }[] }>(stack, what);
  const found = items.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${site} has none of the ${what} named ${name}`);
  return found.id;
};

const showsReport = async (page: Page): Promise<void> => {
  await page
    .getByRole('table', { name: 'Calls by Extension' })
    .getByRole('row', { name: /^Totals/ })
    .waitFor();
  await page.getByRole('img').nth(1).waitFor();
};

/** A daily schedule as somebody fills it in: its next runs stand beside it. */
const fillSchedule = async (page: Page): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill('The desks, before breakfast');
  await page
    .getByRole('list', { name: /^The next runs/ })
    .getByRole('listitem')
    .nth(9)
    .waitFor();
};

const reportPictures = async (stack: ReadyLine): Promise<readonly Picture[]> => {
  const byExtension = await findId(stack, 'reports', 'Calls By Extension');
  const reports = `/sites/${site}/reports`;
  return [
    {
      name: 'report',
      path: `${reports}/${byExtension}?range=today&sort=-callsHandled&chart=bar:callsHandled,totalTalkTime`,
      options: { colorScheme: 'light', viewport: { width: 1440, height: 1200 } },
      prepare: showsReport,
    },
    {
      name: 'report-builder',
      path: `${reports}/${byExtension}/edit`,
      options: { colorScheme: 'light', viewport: { width: 1280, height: 1320 } },
      prepare: (page) => page.getByText(/^The first \d+ of \d+ rows/).waitFor(),
    },
    { name: 'schedule', path: `/sites/${site}/schedules/new`, options: { colorScheme: 'light' }, prepare: fillSchedule },
  ];
};

/** The evening's mail of the demo, sent now, as the mailbox of this machine shows it. */
const takeMail = async (browser: Browser, stack: ReadyLine): Promise<void> => {
  const name = 'Desks, every evening';
  const { token } = userOf(stack, 'customerAdmin');
  const answer = await fetch(`${stack.api}/v1/sites/${site}/schedules/${await findId(stack, 'schedules', name)}/run`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`POST run answered ${answer.status}: ${await answer.text()}`);
  const { context, page } = await openPage(browser, { colorScheme: 'light', viewport: { width: 1100, height: 760 } });
  await waitFor('its mail in the mailbox', async () => {
    await page.goto(stack.mailbox);
    return (await page.getByRole('link', { name: /^Harbour Leeds/ }).count()) > 0 ? true : null;
  });
  await page
    .getByRole('link', { name: /^Harbour Leeds/ })
    .first()
    .click();
  await page.frameLocator('iframe').getByRole('heading', { name: 'Today at the desks' }).waitFor();
  await shoot(page, 'report-mail');
  await context.close();
};

const wall: BrowserContextOptions = { colorScheme: 'dark', viewport: { width: 1920, height: 1080 } };

const take = async (browser: Browser, stack: ReadyLine, picture: Picture): Promise<void> => {
  const { context, page } = await openPage(browser, picture.options);
  await logIn(page, stack, 'supervisor', picture.path);
  await picture.prepare(page);
  await shoot(page, picture.name);
  await context.close();
};

const takeWall = async (browser: Browser, stack: ReadyLine, { name, path, options, prepare }: Picture): Promise<void> => {
  const { context, page } = await openPage(browser, options);
  await logIn(page, stack, 'supervisor', path);
  await page.goto(`${stack.url}${path}?kiosk`);
  await prepare(page);
  await shoot(page, name);
  await context.close();
};
const walls: readonly Picture[] = [
  { name: 'live-tv', path: live, options: wall, prepare: showsCalls },
  {
    name: 'board-wall',
    path: `${boards}/reservations-wall`,
    options: wall,
    prepare: (page) => page.getByRole('article', { name: 'Hunt groups' }).getByRole('row').nth(1).waitFor(),
  },
];

/** What a television shows before anybody has paired it: nobody is logged in at it. */
const takePairing = async (browser: Browser, stack: ReadyLine): Promise<void> => {
  const { context, page } = await openPage(browser, wall);
  await page.goto(`${stack.url}/screen`);
  await page.getByRole('img', { name: 'Address to pair this screen' }).waitFor();
  await shoot(page, 'screen-pairing');
  await context.close();
};

/** A user who had other numbers before: the times in the picture are a few weeks back. */
const takeSite = async (browser: Browser, stack: ReadyLine): Promise<void> => {
  const { token } = userOf(stack, 'customerAdmin');
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const answer = await fetch(`${stack.api}/v1/sites/${site}/configuration?allowPast=true`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      edits: [
        { edit: 'addUser', id: 'zoe-quay', name: 'Zoe Quay' },
        { edit: 'assign', user: 'zoe-quay', kind: 'extension', number: '1041', from: daysAgo(60), to: daysAgo(21) },
        { edit: 'assign', user: 'zoe-quay', kind: 'extension', number: '1042', from: daysAgo(21) },
        { edit: 'assign', user: 'zoe-quay', kind: 'agent', number: '5041', from: daysAgo(14) },
        { edit: 'assign', user: 'zoe-quay', kind: 'agent', number: '5042', from: daysAgo(-10) },
      ],
    }),
  });
  if (!answer.ok) throw new Error(`PATCH configuration answered ${answer.status}: ${await answer.text()}`);
  const { context, page } = await openPage(browser, { colorScheme: 'light', viewport: { width: 1200, height: 560 } });
  await logIn(page, stack, 'customerAdmin', `/sites/${site}/configuration/users?user=zoe-quay`);
  await page.getByRole('table', { name: 'Extensions and agents' }).waitFor();
  await shoot(page, 'site-users');
  await context.close();
};

mkdirSync(folder, { recursive: true });
const stack = await startStack(['--port', '0']);
try {
  const call = await waitFor('calls in three states and an ended one with a story', async () =>
    isBusy(await ask<LiveAnswer>(stack, 'live')) ? findTellingCall(stack) : null,
  );
  const browser = await launchBrowser();
  try {
    const isWanted = (name: string): boolean => name.startsWith(wanted);
    for (const picture of [...pictures(call), ...boardPictures(), ...(await reportPictures(stack))])
      if (isWanted(picture.name)) await take(browser, stack, picture);
    for (const picture of walls) if (isWanted(picture.name)) await takeWall(browser, stack, picture);
    if (isWanted('screen-pairing')) await takePairing(browser, stack);
    if (isWanted('site-users')) await takeSite(browser, stack);
    if (isWanted('report-mail')) await takeMail(browser, stack);
  } finally {
    await browser.close();
  }
} finally {
  await stack.stop();
}
