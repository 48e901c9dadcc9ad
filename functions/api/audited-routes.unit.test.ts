import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditActions } from '../audit/constants.ts';
import { openApiDocument } from './openapi-document.ts';

const { paths } = JSON.parse(openApiDocument()) as { paths: Record<string, Record<string, Record<string, unknown>>> };
const mutating = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method !== 'get')
    .map(([method, route]) => ({ name: `${method} ${path}`, audit: route['x-audit'], unaudited: route['x-unaudited'] })),
);

test('every route that may change something says what the audit calls it, or why it is not audited', () => {
  const silent = mutating.filter(({ audit, unaudited }) => (audit === undefined) === (unaudited === undefined));
  expect(silent.map(({ name }) => name)).toEqual([]);
  for (const { name, audit } of mutating)
    if (audit !== undefined) expect([name, auditActions]).toEqual([name, expect.arrayContaining([audit])]);
  for (const { name, unaudited } of mutating)
    if (unaudited !== undefined) expect([name, String(unaudited).length > 20]).toEqual([name, true]);
});

test('these are audited', () => {
  expect(Object.fromEntries(mutating.filter(({ audit }) => audit !== undefined).map(({ name, audit }) => [name, audit]))).toMatchObject({
    'put /v1/sites/{site}/configuration': 'configuration.save',
    'patch /v1/sites/{site}/configuration': 'configuration.save',
    'post /v1/sites/{site}/enrolment-codes': 'edgeAgent.makeCode',
    'post /v1/sites/{site}/agents/{agent}/revoke': 'edgeAgent.revoke',
    'post /v1/agent/enrol': 'edgeAgent.enrol',
    'put /v1/sites/{site}/variables/{variable}': 'variable.save',
    'delete /v1/sites/{site}/external-data/{source}': 'externalData.delete',
    'post /v1/sites/{site}/media/{media}/uploaded': 'boardMedia.add',
  });
});

test('every action is written somewhere', () => {
  const sources = [
    'tenants/save-configuration.ts',
    'tenants/import-directory.ts',
    'edge-agents/enrol.ts',
    'edge-agents/site-agent-routes.ts',
    'screens/pair-screen.ts',
    'screens/site-screen-routes.ts',
    'lake/compose-erase.ts',
    'board-values/variables.ts',
    'board-values/sources.ts',
    'board-media/media-library.ts',
    'call-control/act.ts',
    'boards/save-board.ts',
    'boards/import-text.ts',
    'boards/save-template.ts',
    'saved-filters/save-filter.ts',
    'schedules/save-schedule.ts',
    'schedules/run-now.ts',
    'mail/routes.ts',
    'saved-reports/save-report.ts',
    'saved-reports/delete-report.ts',
    'saved-reports/import-text.ts',
  ];
  const text = sources.map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).join('\n');
  for (const action of auditActions) expect(text).toContain(`action: '${action}'`);
});
