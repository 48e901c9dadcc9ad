import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations } from './find-violations.ts';

export const expectNoSidewaysScroll = async (page: Page, where: string = page.url()): Promise<void> => {
  const [content, room] = await page.evaluate<readonly [number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(content, `width of ${where}`).toBeLessThanOrEqual(room);
};

/** The page as it stands has no fault that axe knows, and does not scroll sideways; it must have been opened with `bypassCSP`. */
export const expectSound = async (page: Page, where: string): Promise<void> => {
  expect(await findViolations(page), where).toEqual([]);
  await expectNoSidewaysScroll(page, where);
};
