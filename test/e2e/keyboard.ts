import type { Locator, Page } from 'playwright-core';

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(
    (element: { readonly ownerDocument: { readonly activeElement: unknown } }) => element.ownerDocument.activeElement === element,
  );

/** Presses Tab until the target has the focus. @throws when it is not reached, as for somebody without a mouse. */
export const tabTo = async (page: Page, target: Locator, most = 120): Promise<void> => {
  for (let i = 0; i < most; i++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} is not reached by ${most} presses of Tab`);
};
