import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { tabTo } from './keyboard.ts';
import { fillLogIn, openPage } from './log-in.ts';
import { readConnection, readLamp, readTotals, rowsOf, secondsOf } from './read-page.ts';
import { userOf } from './start-stack.ts';

const calls = 'Calls in progress';
/** Displayed seconds are cut, and a line takes a moment from the PBX to the agent that stamps it. */
const toleranceSeconds = 1.6;

let place: CallSite;
let browser: Browser;
let page: Page;
let errors: string[];
/** When each step of the call was done, epoch ms. */
let moments: Record<'offered' | 'answered' | 'held' | 'retrieved' | 'consulted' | 'announced' | 'transferred' | 'ended', number>;

beforeAll(async () => {
  [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
  ({ page } = await openPage(browser));
  errors = collectErrors(page);
});

afterAll(async () => {
  await browser?.close();
  await place?.stop();
});

const theCall = async () => (await rowsOf(page, calls)).find((row) => row.Who?.includes('07700900123')) ?? {};
const stateTimer = async (): Promise<number> => secondsOf((await theCall())['In state']);
const soon = (read: () => Promise<unknown>) => expect.poll(read);

/** Operates the PBX and tells when, by the clock that the edge agent in the same machine reads. */
const at = (operate: () => unknown): number => {
  const moment = Date.now();
  expect(operate()).not.toBeNull();
  return moment;
};

const expectSpan = (shown: string | undefined, from: number, to: number, what: string): void => {
  const seconds = (to - from) / 1_000;
  expect(secondsOf(shown), `${what} of ${seconds} s`).toBeGreaterThan(seconds - toleranceSeconds);
  expect(secondsOf(shown), `${what} of ${seconds} s`).toBeLessThan(seconds + toleranceSeconds);
};

describe('a scripted call', () => {
  it('is found by a supervisor who logs in and chooses the site', async () => {
    const { email, password } = userOf(place.stack, 'supervisor');
    await page.goto(place.stack.url);
    await fillLogIn(page, email, password);

    const switcher = page.getByRole('combobox', { name: 'Site' });
    await switcher.waitFor();
    await switcher.fill('york');
    await page.getByRole('option', { name: 'Harbour York' }).click();
    await soon(() => page.title()).toBe('Live · Harbour York · Trunkline');
    await switcher.fill('leeds');
    await page.getByRole('option', { name: 'Harbour Leeds' }).click();
    await soon(() => page.title()).toBe('Live · Harbour Leeds · Trunkline');

    await soon(() => readConnection(page)).toMatch(/^Connected/);
    await soon(() => readLamp(page, '1001')).toBe('1001 Alice Marsh Idle');
    expect(await readTotals(page)).toMatchObject({ 'In progress': '0', Inbound: '0', Answered: '0', Lost: '0', 'Service level': '–' });
  });

  it('shows as it waits, rings, is answered, held, retrieved, transferred and ended', async () => {
    const { pbx } = place.simulator;

    at(() => pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900123' }));
    await soon(theCall).toMatchObject({ State: 'Waiting no. 1', Queue: 'Reservations', At: '', Trunk: 'SIP line 1 94101' });
    await soon(() => rowsOf(page, 'Hunt groups')).toContainEqual(
      expect.objectContaining({ Group: 'Reservations 2000', Waiting: '1', 'Agents free': '0 of 0' }),
    );
    const offered = [...pbx.calls.values()][0]?.startedAt ?? Number.NaN;
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '1', Waiting: '1', Inbound: '1', Answered: '0' });
    await soon(stateTimer).toBeGreaterThanOrEqual(2);

    at(() => pbx.logOn('5001', '1001'));
    await soon(theCall).toMatchObject({ State: 'Ringing', Queue: 'Reservations', At: 'Alice Marsh 1001' });
    await soon(() => readLamp(page, '1001')).toMatch(/^1001 Alice Marsh Ringing 0:\d\d$/);
    await soon(() => rowsOf(page, 'Agents')).toMatchObject([{ Agent: 'Alice Marsh 5001', State: 'Ringing', Phone: '1001' }]);
    await soon(() => rowsOf(page, 'Hunt groups')).toContainEqual(
      expect.objectContaining({ Group: 'Reservations 2000', Waiting: '0', Ringing: '1', 'Agents free': '0 of 1' }),
    );

    const answered = at(() => pbx.answer('1001'));
    await soon(theCall).toMatchObject({ State: 'Connected', Queue: 'Reservations', At: 'Alice Marsh 1001' });
    await soon(() => readLamp(page, '1001')).toMatch(/^1001 Alice Marsh Busy 0:\d\d$/);
    await soon(() => rowsOf(page, 'Agents')).toMatchObject([{ Agent: 'Alice Marsh 5001', State: 'Busy' }]);
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '1', Waiting: '0', Inbound: '1', Answered: '1', Lost: '0' });
    await soon(stateTimer).toBeGreaterThanOrEqual(2);

    const held = at(() => pbx.hold('1001'));
    await soon(theCall).toMatchObject({ State: 'On hold', At: 'Alice Marsh 1001' });
    await soon(() => readLamp(page, '1001')).toMatch(/^1001 Alice Marsh On hold 0:\d\d$/);
    await soon(stateTimer).toBeGreaterThanOrEqual(2);

    const retrieved = at(() => pbx.retrieve('1001'));
    await soon(theCall).toMatchObject({ State: 'Connected', At: 'Alice Marsh 1001' });
    await soon(stateTimer).toBeGreaterThanOrEqual(1);

    const consulted = at(() => pbx.consult('1001', '1030'));
    await soon(theCall).toMatchObject({ State: 'On hold', At: 'Alice Marsh 1001' });
    await soon(() => rowsOf(page, calls)).toContainEqual(
      expect.objectContaining({ State: 'Ringing', Who: 'Internal Alice Marsh 1001', At: 'Olive Pryce 1030' }),
    );
    await soon(() => readTotals(page)).toMatchObject({ 'In progress': '2' });
    const announced = at(() => pbx.answer('1030'));
    await soon(() => rowsOf(page, calls)).toContainEqual(
      expect.objectContaining({ State: 'Connected', Who: 'Internal Alice Marsh 1001', At: 'Olive Pryce 1030' }),
    );

    const transferred = at(() => pbx.transfer('1001'));
    await soon(() => rowsOf(page, calls)).toMatchObject([{ State: 'Connected', At: 'Olive Pryce 1030', Trunk: 'SIP line 1 94101' }]);
    await soon(() => readLamp(page, '1001')).toBe('1001 Alice Marsh Idle');
    await soon(() => readLamp(page, '1030')).toMatch(/^1030 Olive Pryce Busy 0:\d\d$/);
    await soon(async () => secondsOf((await theCall())['In all'])).toBeGreaterThanOrEqual(7);

    const ended = at(() => pbx.hangUp('94101'));
    await page.getByText('No call in progress').waitFor();
    await soon(() => readTotals(page)).toMatchObject({
      'In progress': '0',
      Waiting: '0',
      Inbound: '1',
      Answered: '1',
      Lost: '0',
      'Service level': '100.0 %',
      Outbound: '0',
      Internal: '0',
    });
    expectSpan((await readTotals(page))['Average answer'], offered, answered, 'average answer');
    moments = { offered, answered, held, retrieved, consulted, announced, transferred, ended };
  });

  it('stands in the list of calls with its segments, and has an address of its own', async () => {
    const { offered, answered, held, retrieved, consulted, announced, transferred, ended } = moments;
    await page.getByRole('link', { name: 'Calls', exact: true }).click();
    const found = async () => (await rowsOf(page, 'Calls')).filter((row) => row.From !== undefined);
    await soon(found).toMatchObject([
      {
        Outcome: 'Answered',
        Direction: 'Inbound',
        From: '07700900123',
        To: expect.stringMatching(/^Alice Marsh 1001/) as unknown,
        Dialled: '01632960100',
        Queue: 'Reservations',
      },
    ]);
    const [row] = await found();
    expectSpan(row?.Ring, offered, answered, 'ring');
    expectSpan(row?.Length, offered, ended, 'length');

    await page.getByRole('button', { name: /^Details of the call/ }).click();
    const segments = () => rowsOf(page, 'Segments of the call');
    await soon(segments).toMatchObject(
      [
        { 'No.': '1', Device: 'Alice Marsh 1001', Outcome: 'Transferred', Queue: 'Reservations', Remarks: /1030/ },
        { 'No.': '2', Device: 'Olive Pryce 1030', Outcome: 'Answered', Queue: '', Remarks: /1001/ },
      ].map((segment) => ({ ...segment, Remarks: expect.stringMatching(segment.Remarks) as unknown })),
    );
    const [first, second] = await segments();
    expectSpan(first?.Ring, offered, answered, 'ring of segment 1');
    expectSpan(first?.Talk, 0, held - answered + (consulted - retrieved), 'talk of segment 1');
    expectSpan(first?.Hold, 0, retrieved - held + (transferred - consulted), 'hold of segment 1');
    expectSpan(second?.Ring, consulted, announced, 'ring of segment 2');
    expectSpan(second?.Talk, announced, ended, 'talk of segment 2');
    expect(secondsOf(second?.Hold)).toBe(0);

    const story = page.getByRole('list', { name: 'Story of the call' });
    const steps = await story.getByRole('listitem').allInnerTexts();
    expect(steps).toHaveLength(2);
    expect(steps[0]).toMatch(/Reservations \d+ s, answered by Alice Marsh, talked \d+ s, on hold \d+ s, transferred to Olive Pryce/);
    expect(steps[1]).toMatch(/answered by Olive Pryce, talked \d+ s/);
    await page.getByText('07700900123 called in on 01632960100.').waitFor();

    await page.getByRole('link', { name: 'Open this call on its own page' }).click();
    await page.getByRole('heading', { level: 1, name: /^Call / }).waitFor();
    const address = page.url();
    await page.reload();
    await soon(segments).toHaveLength(2);
    expect(page.url()).toBe(address);
    await soon(() => page.locator('dl.facts').textContent()).toMatch(/Answered[\s\S]*Inbound[\s\S]*07700900123[\s\S]*Alice Marsh 1001/);
    expect(errors).toEqual([]);
  });

  it('is reached by keyboard alone, from the log-in to the opened call', async () => {
    const { context, page: desk } = await openPage(browser);
    const { email, password } = userOf(place.stack, 'supervisor');
    await desk.goto(`${place.stack.url}/sites/harbour-leeds/live`);
    await tabTo(desk, desk.getByLabel('E-mail address'));
    await desk.keyboard.type(email);
    await desk.keyboard.press('Tab');
    await desk.keyboard.type(password);
    await desk.keyboard.press('Enter');

    const link = desk.getByRole('link', { name: 'Calls', exact: true });
    await link.waitFor();
    await tabTo(desk, link);
    await desk.keyboard.press('Enter');
    const expander = desk.getByRole('button', { name: /^Details of the call at .* from 07700900123$/ });
    await expander.waitFor();
    await tabTo(desk, expander);
    await desk.keyboard.press('Enter');
    await soon(() => rowsOf(desk, 'Segments of the call')).toHaveLength(2);
    await tabTo(desk, desk.getByRole('link', { name: 'Open this call on its own page' }));
    await desk.keyboard.press('Enter');
    await desk.getByRole('heading', { level: 1, name: /^Call / }).waitFor();
    await soon(() => rowsOf(desk, 'Segments of the call')).toHaveLength(2);
    await context.close();
  });
});
