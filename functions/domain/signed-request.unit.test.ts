import { expect, test } from 'vitest';
import { requestToSign } from './signed-request.ts';

test('the signed text of a request is fixed, byte for byte', () => {
  expect(requestToSign({ method: 'post', path: '/v1/agent/heartbeat', timestamp: 1772442000000, bodySha256: 'abc' })).toBe(
    'trunkline-request-v1\nPOST\n/v1/agent/heartbeat\n1772442000000\nabc',
  );
});
