import { expect, test } from 'vitest';
import { contentFaults } from '../../../functions/boards/core/content-faults.ts';
import { resolveView } from '../../../functions/boards/core/resolve-view.ts';
import { readSiteText } from '../../../functions/boards/read-text.ts';
import { profileSiteConfig } from '../../../test/pbx-simulator/index.ts';
import { demoBoards } from './demo-boards.ts';
import { demoResellers } from './demo-data.ts';

const simulated = demoResellers
  .flatMap(({ customers }) => customers)
  .flatMap(({ sites }) => sites)
  .filter(({ profile }) => profile !== null);

test.each(simulated)('$site has a wallboard and a dashboard that show without a fault', ({ site, profile }) => {
  const { boards, filters, faults } = readSiteText(demoBoards[site]?.text ?? '');
  expect(faults).toEqual([]);
  expect(boards.map(({ value }) => [value.content.kind, value.shared])).toEqual([
    ['dashboard', true],
    ['wallboard', true],
  ]);
  const saved = new Map(filters.map(({ value }) => [value.id, value]));
  for (const { value } of boards) {
    expect(contentFaults(value.content, { filters: new Set(saved.keys()), values: new Set() })).toEqual([]);
    for (const view of value.content.views) {
      const resolved = resolveView(view, { filters: saved, values: new Map(), config: profileSiteConfig(profile ?? '') });
      expect(resolved.faults).toEqual([]);
      expect(resolved.figures.length).toBeGreaterThan(2);
    }
  }
});
