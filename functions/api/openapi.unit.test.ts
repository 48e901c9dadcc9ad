import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi-document.ts';

const written = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');

describe('docs/openapi.json', () => {
  test('is what the source makes (else: npx tsx functions/api/write-openapi.ts)', () => {
    expect(openApiDocument()).toBe(written);
  });

  test('names every route that scripts rely on', () => {
    const { openapi, paths } = JSON.parse(written) as { openapi: string; paths: Record<string, object> };
    expect(openapi).toBe('3.1.0');
    for (const path of [
      '/v1/health',
      '/v1/me',
      '/v1/sites',
      '/v1/customers',
      '/v1/sites/{site}/calls',
      '/v1/sites/{site}/segments',
      '/v1/sites/{site}/status',
      '/v1/sites/{site}/live',
      '/v1/sites/{site}/calls/{logicalCallId}/segments',
      '/v1/sites/{site}/gaps',
      '/v1/sites/{site}/anomalies',
      '/v1/sites/{site}/rejections',
      '/v1/sites/{site}/configuration',
      '/v1/sites/{site}/agents',
    ])
      expect(paths).toHaveProperty([path, 'get']);
    expect(paths).toHaveProperty(['/v1/agent/enrol', 'post']);
  });

  test('every route but the open ones asks for a token', () => {
    const { paths } = JSON.parse(written) as { paths: Record<string, Record<string, { security?: unknown[] }>> };
    const open = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, route]) => (route.security ?? []).length === 0)
        .map(([method]) => `${method} ${path}`),
    );
    // The agent's own routes are proven by a one-time code or a signature instead.
    expect(open.sort()).toEqual([
      'get /v1/agent/time',
      'get /v1/health',
      // A secret of its own in the address: the link of a mail.
      'get /v1/schedule-links/{token}',
      'post /v1/agent/credentials',
      'post /v1/agent/enrol',
      'post /v1/agent/heartbeat',
      // A television that nobody has paired yet is nobody.
      'post /v1/pairings',
      'post /v1/pairings/claim',
    ]);
  });
});
