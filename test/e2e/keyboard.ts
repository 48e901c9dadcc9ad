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

export interface FocusWalk {
  /** Name of each stop, in order. */
  readonly stops: readonly string[];
  /** Stops where nothing on the screen tells that the focus is there. */
  readonly invisible: readonly string[];
  /** What can be pressed, but is never reached. */
  readonly missed: readonly string[];
}

/** Runs in the page: the focused element and how it shows, before and after the focus. */
const look = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const nameOf = (e) => (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent ?? '').replace(/\\s+/g, ' ').trim() || e.tagName;
  const box = element.getBoundingClientRect();
  const marked = (e) => {
    const s = getComputedStyle(e);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
  };
  element.dataset.walked = '';
  const onScreen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { name: nameOf(element), visible: onScreen && (marked(element) || (element.parentElement !== null && marked(element.parentElement))) };
})()`;

const unreached = `[...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
  .filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !('walked' in e.dataset) && e.tabIndex >= 0)
  .map((e) => (e.getAttribute('aria-label') ?? e.textContent ?? '').replace(/\\s+/g, ' ').trim() || e.outerHTML.slice(0, 120))`;

/** Presses Tab from the top of the page until the focus has left it. */
export const walkFocus = async (page: Page, most = 200): Promise<FocusWalk> => {
  await page.evaluate('document.activeElement?.blur(); getSelection()?.removeAllRanges(); scrollTo(0, 0)');
  await page.locator('body').evaluate((body: { tabIndex: number; focus: () => void; removeAttribute: (name: string) => void }) => {
    body.tabIndex = -1;
    body.focus();
    body.removeAttribute('tabindex');
  });
  const stops: string[] = [];
  const invisible: string[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate<{ readonly name: string; readonly visible: boolean } | null>(look);
    if (seen === null) return { stops, invisible, missed: await page.evaluate<string[]>(unreached) };
    stops.push(seen.name);
    if (!seen.visible) invisible.push(seen.name);
  }
  throw new Error(`the focus has not left the page after ${most} presses of Tab: ${stops.slice(-10).join(', ')}`);
};
