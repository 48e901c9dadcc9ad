import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { collectErrors, launchBrowser } from './browser.ts';
import { type CallSite, startCallSite } from './call-site.ts';
import { logIn, openPage } from './log-in.ts';

export interface SiteVisit {
  readonly place: CallSite;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page since. */
  readonly errors: string[];
  readonly end: () => Promise<void>;
}

/** A phone system with the product connected, and somebody who has logged in and sees its telephones. axe may look into the page. */
export const visitSite = async (role: string, path: string, options: BrowserContextOptions = {}): Promise<SiteVisit> => {
  const [place, browser] = await Promise.all([startCallSite(), launchBrowser()]);
  const end = async (): Promise<void> => {
    await browser.close();
    await place.stop();
  };
  try {
    const { context, page } = await openPage(browser, { bypassCSP: true, ...options });
    await logIn(page, place.stack, role, path);
    await page.getByRole('list', { name: 'Extensions' }).waitFor();
    return { place, browser, context, page, errors: collectErrors(page), end };
  } catch (error) {
    await end();
    throw error;
  }
};
