import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Runs in the page. Target size (WCAG 2.2 AA) is the one rule of the levels wanted that axe leaves off. */
const run = (within: string): string => `axe
  .run(${JSON.stringify(within)}, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
  .then(({ violations }) =>
    violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`;

const weighty = new Set(['moderate', 'serious', 'critical']);

/** What axe finds wrong with the page as it stands, or with a part of it; the page must have been opened with `bypassCSP`. */
export const findViolations = async (page: Page, within = 'html'): Promise<readonly string[]> => {
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(`${source};undefined`);
  const findings = await page.evaluate<readonly Finding[]>(run(within));
  return findings
    .filter(({ impact }) => impact !== null && weighty.has(impact))
    .map(
      ({ id, impact, help, nodes }) =>
        `${impact} ${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
    );
};
