import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSite } from './ask-site.ts';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { expectSound } from './expect-sound.ts';
import { findViolations } from './find-violations.ts';
import { fillLogIn, logIn, openPage } from './log-in.ts';
import { readFirstSheet } from './read-sheet.ts';

const leeds = '/sites/harbour-leeds';
const caller = '+447700900555';
const soon = (read: () => Promise<unknown>) => expect.poll(read);

let place: CallSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[];

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });
const ask = (role: string, method: string, path: string, body?: unknown): Promise<Response> =>
  askSite(place.stack, 'harbour-leeds', role, method, path, body);

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
  ({ context, page } = await openPage(browser, { bypassCSP: true, acceptDownloads: true }));
  await logIn(page, place.stack, 'supervisor', `${leeds}/live`);
  await page.getByRole('list', { name: 'Extensions' }).waitFor();
  errors = collectErrors(page);
});

afterAll(async () => {
  await context?.close();
  await browser?.close();
  await place?.stop();
});

/** A caller who rings 1030 and gives up. */
const loseCall = (cli: string): void => {
  const { pbx } = place.simulator;
  expect(pbx.inboundCall({ target: '1030', ddi: '01632960100', cli })).not.toBeNull();
  pbx.hangUp('94101');
};

describe('a call back', () => {
  const item = (): Locator =>
    page
      .getByRole('list', { name: /^Numbers to call back/ })
      .locator(':scope > li')
      .filter({ hasText: caller });

  it('is not there before a call is lost', async () => {
    await page.goto(`${place.stack.url}${leeds}/call-backs`);
    await page.getByText('Nobody waits for a call back').first().waitFor();
    await expectSound(page, 'the empty list');
  });

  it('appears when a call is lost, and is taken, so that nobody else takes it', async () => {
    loseCall('07700900555');
    await item().waitFor({ timeout: 40_000 });
    await soon(() => item().innerText()).toMatch(
      /due in [56]\d min, at (\w+ \d+ \w+ )?\d\d:\d\d[\s\S]*1 lost call at \d\d:\d\d; waited \d s; not tried yet\./,
    );

    await button(`I take it: ${caller}`).click();
    await page
      .getByRole('status')
      .filter({ hasText: `You call ${caller} back.` })
      .waitFor();
    await soon(() => item().innerText()).toMatch(/You have it since \d\d:\d\d; free again at (\w+ \d+ \w+ )?\d\d:\d\d without a try\./);
    const list = (await (await ask('customerAdmin', 'GET', '/call-backs')).json()) as { items: { id: string }[] };
    const other = await ask('customerAdmin', 'POST', `/call-backs/${list.items[0]?.id}/claim`);
    expect([other.status, await other.text()]).toEqual([409, expect.stringContaining(' took it at ')]);

    await button(`Note on ${caller}`).click();
    await page.getByLabel('Note', { exact: true }).fill('Asks for two rooms');
    await button('Save note').click();
    await item().getByText('Asks for two rooms').waitFor();
    await expectSound(page, 'the list');
  });

  it('is told to other people who look, without asking', async () => {
    const { context: theirs, page: other } = await openPage(browser, { bypassCSP: true, viewport: { width: 390, height: 800 } });
    await logIn(other, place.stack, 'customerAdmin', `${leeds}/call-backs`);
    await other.getByText(/ has it since /).waitFor();
    await expectSound(other, 'the list on a telephone');
    await button(`Give back ${caller}`).click();
    // By the notice: the page itself asks every quarter of a minute only.
    await other.getByRole('button', { name: `I take it: ${caller}` }).waitFor({ timeout: 10_000 });
    await button(`I take it: ${caller}`).click();
    await theirs.close();
  });

  it('counts a try, leads to the call behind it, and clears itself when somebody talks to the caller', async () => {
    const { pbx } = place.simulator;
    const tried = pbx.outboundCall({ from: '1030', number: '07700900555' });
    expect(tried).not.toBeNull();
    pbx.hangUp('1030');
    await expect.poll(() => item().innerText(), { timeout: 40_000 }).toMatch(/tried once without an answer, last at \d\d:\d\d/);

    await item().getByText('The call behind it').click();
    const link = item().getByRole('link', { name: /^\d\d:\d\d$/ });
    await soon(() => link.getAttribute('href')).toContain(`${leeds}/calls/`);

    const answered = pbx.outboundCall({ from: '1030', number: '07700900555' });
    if (answered === null) throw new Error('no trunk is free');
    pbx.outsideAnswers(answered);
    pbx.hangUp('1030');
    await page.getByText('Nobody waits for a call back').first().waitFor({ timeout: 40_000 });
    expect(await (await ask('supervisor', 'GET', '/call-backs')).json()).toMatchObject({ items: [], total: 0 });
  });

  it('is refused to agents, whose pages do not offer it', async () => {
    const refused = await ask('agent', 'GET', '/call-backs');
    expect([refused.status, (await refused.text()).includes('7700900555')]).toEqual([403, false]);
    expect(errors.splice(0)).toEqual([]);
  });
});

describe('a filter', () => {
  it('tells what it matches while it is written', async () => {
    await page.goto(`${place.stack.url}${leeds}/filters`);
    await button('New filter').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Back office');
    await dialog.getByLabel('Extensions', { exact: true }).fill('1030-1031,!1031');
    const preview = dialog.getByRole('region', { name: 'What it matches' });
    await soon(() => preview.innerText()).toMatch(/Matches 1 of \d+ extensions\.[\s\S]*1030 Olive Pryce/);
    await soon(() => preview.innerText()).toMatch(/3 of 3 calls of the last 7 days\./);
    expect(await findViolations(page, '.dialog')).toEqual([]);
    await dialog.getByLabel('Extensions', { exact: true }).fill('9999');
    await soon(() => preview.innerText()).toMatch(/Matches none of \d+ extensions\.[\s\S]*None of 3 calls/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(errors.splice(0)).toEqual([]);
  });
});

describe('a schedule', () => {
  const name = 'Extensions of the day';
  /** The mail to the reader; the owner may have got one about an empty report. */
  const toMaria = (mailbox: Page): Locator =>
    mailbox.getByRole('listitem').filter({ hasText: 'maria@example.com' }).getByRole('link', { name }).first();

  it('is made in steps, with its next runs, and says what is missing', async () => {
    const columns = ['callsHandled', 'callsIn'].map((statistic) => ({ statistic }));
    const content = { name: 'Calls by Extension (shared)', category: 'Shared', template: 'callsByExtension', columns };
    const shared = await ask('supervisor', 'POST', '/reports', { content, shared: true });
    expect(shared.status).toBe(201);

    await page.goto(`${place.stack.url}${leeds}/schedules`);
    await page.getByText('No schedule yet').waitFor();
    await page.getByRole('link', { name: 'New schedule' }).click();
    await page.getByRole('heading', { level: 1, name: /^New schedule/ }).waitFor();
    await soon(() =>
      page
        .getByRole('list', { name: /^The next runs/ })
        .getByRole('listitem')
        .count(),
    ).toBe(10);
    await button('Make the schedule').click();
    await page.getByRole('alert').filter({ hasText: 'Not saved. 3 things missing' }).waitFor();
    expect(await page.evaluate<string>('document.activeElement?.labels?.[0]?.textContent ?? ""')).toBe('Name');
    await page.getByLabel('Name', { exact: true }).fill(name);

    await page.getByLabel('Repeat by').selectOption('Month');
    await page.getByLabel('Day', { exact: true }).selectOption('31');
    await page.getByLabel('First run: day').fill('2027-01-01');
    await page.getByText('Runs every month on the 31st at 07:00.').waitFor();
    await soon(() => page.getByRole('list', { name: /^The next runs/ }).innerText()).toMatch(
      /^Sun 31 Jan 2027, 07:00 \+00:00\s+Wed 31 Mar 2027, 07:00 \+01:00/,
    );

    const nextRuns = page.getByRole('region', { name: 'The next runs' });
    await page.getByLabel('Repeat by').selectOption('Week');
    await nextRuns.getByText('Runs every week on Friday at 07:00.').waitFor();
    await page.getByLabel('Time zone').fill('Asia/Kolkata');
    await nextRuns.getByText('Clock of Asia/Kolkata.').waitFor();
    await soon(() => nextRuns.getByRole('listitem').first().innerText()).toMatch(/^Fri 1 Jan 2027, 07:00 \+05:30/);
    await page.getByLabel('Time zone').fill('Mars/Base');
    await nextRuns.getByText('There is no zone "Mars/Base"').waitFor();
    expect(await nextRuns.getByRole('listitem').count()).toBe(0);
    await page.getByLabel('Time zone').fill('');
    await page.getByLabel('Repeat by').selectOption('Month');
    await soon(() => nextRuns.getByRole('listitem').first().innerText()).toMatch(/^Sun 31 Jan 2027, 07:00 \+00:00/);
    await page.getByText('It runs with your rights, as they are at each run: all calls of the site.').waitFor();

    await page.getByLabel('Send by').selectOption('A bucket of your own');
    await page.getByLabel('Bucket', { exact: true }).fill('demo-reports');
    await page.getByLabel('Folder', { exact: true }).fill('calls/daily');
    await page.getByText('The policy that the bucket needs').click();
    expect(await page.getByLabel('Bucket policy').inputValue()).toContain(
      '"Resource": "arn:aws:s3:::demo-reports/harbour-hotels/harbour-leeds/calls/daily/*"',
    );
    await expectSound(page, 'the bucket of a schedule');
    await button('Try it').click();
    await page
      .getByText(
        'AWS took it: harbour-hotels/harbour-leeds/calls/daily/trunkline-test.txt is in "demo-reports". Schedules can deliver there.',
      )
      .waitFor();
    await page.getByLabel('Bucket', { exact: true }).fill('nobody-has-this');
    await button('Try it').click();
    await page.getByText('Not put into "nobody-has-this": there is no such bucket.').waitFor();
    await page.getByLabel('Send by').selectOption('E-mail');

    await button('Add a report').click();
    await page.getByLabel('Report 1', { exact: true }).selectOption('Calls by Extension (shared)');
    await page.getByLabel('Filter', { exact: true }).selectOption('No filter: every call');
    await page.getByLabel('Time', { exact: true }).selectOption('Another for this schedule');
    await page.getByLabel('Which time').selectOption('Today');

    const to = page.getByLabel('To', { exact: true });
    await to.fill('maria@example.com');
    await to.press('Enter');
    await to.fill('not an address');
    await to.press('Enter');
    await page.getByText('not an e-mail address').waitFor();
    for (const wrong of ['not', 'an', 'address']) await button(`Remove ${wrong}`).click();
    await page.getByLabel('Subject').fill('');
    await button(/\{schedule\}/).click();
    await page.getByLabel('Text', { exact: true }).fill('Good morning, here are {reports}.');
    await page.getByText('Good morning, here are Calls by Extension (shared).').waitFor();
    await page.getByLabel('Subject').fill('{schedule}: {range}, {date}');
    await page.getByText(`${name}: 31 Jan 2027, 31 Jan 2027`, { exact: true }).waitFor();
    await page.getByLabel('Subject').fill('{schedule}');
    await expectSound(page, 'the form of a schedule');

    await button('Make the schedule').click();
    await page.getByRole('heading', { level: 2, name }).waitFor();
    await page.getByText(/Next on Sun 31 Jan 07:00\./).waitFor();
    const sends = page.locator('dl.schedule-facts');
    await soon(() => sends.innerText()).toMatch(
      /Calls by Extension \(shared\)\s+Today; no filter: every call[\s\S]*Excel spreadsheet[\s\S]*maria@example\.com[\s\S]*At most 60 minutes/,
    );
    await soon(() => page.getByRole('list', { name: /^The next runs/ }).innerText()).toMatch(
      /^Sun 31 Jan 2027, 07:00 \+00:00\s+Wed 31 Mar/,
    );
    await expectSound(page, 'the page of a schedule');
  });

  it('runs now, and its mail brings the rows', async () => {
    await button('Run now').click();
    await page.getByRole('button', { name: new RegExp(`^${name}, .*: delivered$`) }).waitFor({ timeout: 60_000 });
    await page.getByText('1 report, ').first().waitFor();

    const mailbox = await context.newPage();
    await mailbox.goto(place.stack.mailbox);
    await toMaria(mailbox).click();
    await mailbox.getByText('maria@example.com').first().waitFor();
    await soon(() => mailbox.getByLabel('Message as text').innerText()).toContain('Good morning, here are Calls by Extension (shared).');
    const attachment = mailbox.getByRole('link', { name: /^Calls by Extension \(shared\), .* \d{4}-\d\d-\d\d\.xlsx$/ });
    const file = await context.request.get(new URL((await attachment.getAttribute('href')) ?? '', mailbox.url()).href);
    const rows = readFirstSheet(await file.body());
    expect(rows.some((row) => row.join(' ').includes('1030'))).toBe(true);
    await mailbox.close();
  });

  it('has a history that can be run again to the same bytes', async () => {
    await page.getByRole('button', { name: new RegExp(`^${name}, .*: delivered$`) }).click();
    await page.getByText(/mail to maria@example\.com, 1 file attached/).waitFor();
    await expectSound(page, 'the history of a schedule');
    const again = button('Run again from the same inputs');
    await again.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Made again: the run with its files' }).waitFor({ timeout: 60_000 });
    await page.getByText('Equal: the file has the same bytes as then.').waitFor();
    // It is a run of its own, which anybody finds in the history.
    const made = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(`^${name}, .*: made again$`) }) });
    expect(await made.locator('.run-head').innerText()).toMatch(
      /made again\s+from kept inputs, sent to nobody\s+1 report, \d+ rows?\s+equal/,
    );
    await made.getByRole('button', { name: /made again$/ }).click();
    await made.getByText('Equal: the file has the same bytes as then.').waitFor();
    await made.getByRole('button', { name: /^Download / }).waitFor();
    await expectSound(page, 'the history with a run that was made again');
    await made.getByRole('button', { name: /made again$/ }).click();
    await button('What it was made from').click();
    await soon(() => page.getByLabel('What the run was made from').inputValue()).toContain('"rows"');
  });

  it('stays its owner’s when somebody else changes it; somebody limited makes it the own one, and is asked', async () => {
    const { context: theirs, page: other } = await openPage(browser, { bypassCSP: true });
    await other.goto(`${place.stack.url}${leeds}/schedules`);
    const rita = place.stack.users.find(({ email }) => email.startsWith('rita@'));
    await fillLogIn(other, rita?.email ?? '', rita?.password ?? '');
    await other.getByRole('link', { name }).click();
    await other.getByText('Runs with the rights of Omar Reyes: all calls of the site.').waitFor();
    for (const press of ['Run now', 'Delete…']) {
      await other.getByRole('button', { name: press }).click();
      const asked = other.getByRole('dialog');
      await asked.getByText(/runs with the rights of Omar Reyes: all calls of the site\. You see only calls of /).waitFor();
      await asked.getByRole('button', { name: 'Cancel' }).click();
    }
    await other.getByRole('button', { name: 'Change' }).click();
    await other.getByText('You see fewer calls, so you can change it only so that it runs with your rights.').waitFor();
    await other.getByText(/From the next run on it holds only calls of .*; until now it held all calls of the site\./).waitFor();
    await other.getByLabel('Description', { exact: true }).fill('For the desk');
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByRole('alert').filter({ hasText: 'Not saved. 1 thing missing' }).waitFor();
    await expectSound(other, 'the form of somebody limited');
    await other.getByLabel('Make it mine, with the calls that I may see').check();
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByText('Runs with the rights of yourself: only calls of').waitFor();
    await theirs.close();

    await page.goto(`${place.stack.url}${leeds}/schedules`);
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByText(/^only calls of/)
      .waitFor();
    await page.getByRole('link', { name }).click();
    await button('Change').click();
    const rights = page.getByLabel('Runs with the rights of');
    await soon(() => rights.locator('option').allTextContents()).toEqual([
      expect.stringMatching(/^Rita Falk: only calls of/),
      'You: all calls of the site',
    ]);
    await expectSound(page, 'the form of a schedule of somebody else');
    await rights.selectOption('You: all calls of the site');
    await button('Save').click();
    await page.getByText('Runs with the rights of yourself: all calls of the site.').waitFor();
  });

  it('tells of an address that mails came back from, and writes to it again when somebody allows it', async () => {
    const mailbox = await context.newPage();
    await mailbox.goto(place.stack.mailbox);
    await toMaria(mailbox).click();
    await mailbox.getByRole('button', { name: 'Bounce for maria@example.com' }).click();
    await mailbox.getByRole('status').waitFor();
    await mailbox.close();
    await page.goto(`${place.stack.url}${leeds}/schedules`);
    const stopped = page.getByRole('region', { name: 'Stopped addresses' });
    await stopped.getByText('maria@example.com').first().waitFor();
    await expectSound(page, 'the schedules');
    await stopped.getByRole('button', { name: 'Allow again maria@example.com' }).click();
    await page.getByText('maria@example.com is written to again, from the next mail on.').waitFor();
    await stopped.waitFor({ state: 'detached' });
  });

  it('fits a telephone, is switched off and deleted', async () => {
    const { context: theirs, page: phone } = await openPage(browser, { bypassCSP: true, viewport: { width: 390, height: 800 } });
    await logIn(phone, place.stack, 'supervisor', `${leeds}/schedules`);
    await phone.getByRole('link', { name }).waitFor();
    await expectSound(phone, 'the schedules on a telephone');
    await phone.getByRole('link', { name }).click();
    await phone.getByRole('button', { name: 'Change' }).click();
    await phone.getByLabel('Name', { exact: true }).waitFor();
    await expectSound(phone, 'the form on a telephone');
    await phone.getByRole('button', { name: 'Cancel' }).click();
    await phone.getByRole('button', { name: 'Switch off' }).click();
    await phone.getByText('It is switched off.').waitFor();
    await phone.getByRole('button', { name: 'Delete…' }).click();
    await phone.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await phone.getByText('No schedule yet').waitFor();
    await theirs.close();
    expect(errors).toEqual([]);
  });
});
