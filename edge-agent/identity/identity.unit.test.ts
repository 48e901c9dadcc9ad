import { generateKeyPairSync, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { CloudError } from '../uplink/cloud-api.ts';
import { type EnrolDeps, ensureIdentity } from './enrol.ts';
import { readIdentity } from './identity-file.ts';
import { createSigner, generateKeys } from './keys.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'identity-'));
});
afterEach(() => rm(directory, { recursive: true }));

type Answer = 'enrol' | 'away' | number;

/** A cloud that answers in turn: enrols, does not answer, or refuses with a status. */
const cloud = (...answers: Answer[]) => {
  const asked: { code: string; publicKey: string }[] = [];
  return {
    asked,
    enrol: (request: { code: string; publicKey: string }) => {
      asked.push(request);
      const answer = answers.shift() ?? 'enrol';
      if (answer === 'enrol')
        return Promise.resolve({ agent: 'a1', tenant: 'bakery', site: 'harbour', stream: 'events', region: 'eu-west-2' });
      if (answer === 'away') return Promise.reject(new CloudError('cloud.unreachable', null, 'no answer'));
      return Promise.reject(new CloudError('cloud.refused', answer, `POST /v1/agent/enrol: ${answer} The enrolment code was used already`));
    },
  };
};
const deps = (of: Pick<EnrolDeps, 'cloud'>, code: string | null): EnrolDeps => ({
  dataDirectory: directory,
  code,
  name: 'box',
  version: '0.1.0',
  api: 'https://api.example.com',
  log: silentLog,
  now: () => 1_772_442_000_000,
  random: () => 0,
  signal: new AbortController().signal,
  ...of,
});
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'resolved',
    (error: { code?: unknown }) => error.code,
  );

describe('identity of the agent', () => {
  test('is made with the code at the first start and read afterwards, whether or not the code is still set', async () => {
    const first = cloud('away', 'away', 'enrol');
    const made = await ensureIdentity(deps({ cloud: first }, 'AAAA-BBBB-CCCC-DDDD'));
    expect(made.enrolled).toMatchObject({ agent: 'a1', site: 'harbour', enrolledAt: '2026-03-02T09:00:00.000Z' });
    expect(first.asked).toHaveLength(3);
    expect(new Set(first.asked.map(({ publicKey }) => publicKey))).toEqual(new Set([made.publicKey]));
    const second = cloud();
    expect(await ensureIdentity(deps({ cloud: second }, null))).toEqual(made);
    expect(await ensureIdentity(deps({ cloud: second }, 'AAAA-BBBB-CCCC-DDDD'))).toEqual(made);
    expect(second.asked).toEqual([]);
  });

  test('its file is for the owner alone and holds no code', async () => {
    await ensureIdentity(deps({ cloud: cloud() }, 'AAAA-BBBB-CCCC-DDDD'));
    const file = join(directory, 'identity.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain('AAAA');
    await chmod(file, 0o640);
    expect(await codeOf(readIdentity(file))).toBe('identity.permissions');
  });

  test('the key pair is kept when the answer to the first request was lost', async () => {
    const lost = cloud(409);
    expect(await codeOf(ensureIdentity(deps({ cloud: lost }, 'AAAA-BBBB-CCCC-DDDD')))).toBe('identity.codeRefused');
    expect(await readdir(directory)).toEqual(['identity.pending.json']);
    const again = cloud();
    await ensureIdentity(deps({ cloud: again }, 'AAAA-BBBB-CCCC-DDDD'));
    expect(again.asked[0]?.publicKey).toBe(lost.asked[0]?.publicKey);
    expect(await readdir(directory)).toEqual(['identity.json']);
  });

  test('without a code, with another code, or damaged, it says what to do', async () => {
    await expect(ensureIdentity(deps({ cloud: cloud() }, null))).rejects.toMatchObject({
      code: 'identity.notEnrolled',
      message: 'this agent is not enrolled yet: set TRUNKLINE_ENROLMENT_CODE to a code made for its site (valid for 24 hours)',
    });
    await ensureIdentity(deps({ cloud: cloud() }, 'AAAA-BBBB-CCCC-DDDD'));
    await expect(ensureIdentity(deps({ cloud: cloud() }, 'ZZZZ-BBBB-CCCC-DDDD'))).rejects.toMatchObject({
      code: 'identity.alreadyEnrolled',
      message: `${directory} is already enrolled as agent a1 of site harbour: unset TRUNKLINE_ENROLMENT_CODE, or give the new agent an empty TRUNKLINE_DATA_DIR`,
    });
    await writeFile(join(directory, 'identity.json'), '{"v":1');
    expect(await codeOf(ensureIdentity(deps({ cloud: cloud() }, null)))).toBe('identity.damaged');
  });

  test('a stop breaks off the wait for the cloud', async () => {
    const stop = new AbortController();
    const waiting = ensureIdentity({
      ...deps({ cloud: { enrol: () => Promise.reject(new CloudError('cloud.unreachable', null, 'no answer')) } }, 'AAAA-BBBB-CCCC-DDDD'),
      random: () => 0.99,
      signal: stop.signal,
    });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('keys sign what Ed25519 verifies', () => {
    const { publicKey, privateKey } = generateKeys();
    expect(Buffer.from(publicKey, 'base64')).toHaveLength(32);
    const signature = createSigner(privateKey)(Buffer.from('hello'));
    const key = { key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') }, format: 'jwk' } as const;
    expect(verify(null, Buffer.from('hello'), key, signature)).toBe(true);
    expect(verify(null, Buffer.from('hello'), generateKeyPairSync('ed25519').publicKey, signature)).toBe(false);
  });
});
