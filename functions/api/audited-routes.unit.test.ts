import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const root = fileURLToPath(new URL('..', import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)(testing|audit|node_modules)\//.test(file),
  );
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  for (const action of auditActions) expect(text).toMatch(new RegExp(`action(:| =)[^,;]*'${action.replace('.', '\\.')}'`));
});
