import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type ReadyLine, userOf } from './start-stack.ts';

export const fillLogIn = async (page: Page, email: string, password: string): Promise<void> => {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
};

/** Goes through the log-in form as a person would and ends on the page asked for. */
export const logIn = async (page: Page, stack: ReadyLine, role: string, path = '/'): Promise<void> => {
  const { email, password } = userOf(stack, role);
  await page.goto(`${stack.url}${path}`);
  await fillLogIn(page, email, password);
  await page.getByRole('region', { name: 'Connection' }).waitFor();
};

/** Somebody's browser on its own: other cookies, another log-in. */
export const openPage = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return { context, page: await context.newPage() };
};
