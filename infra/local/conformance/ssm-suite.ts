import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { Target } from './target.ts';

/** What the product needs of Parameter Store. */
export const ssmSuite = (target: () => Target): void => {
  describe('ssm', () => {
    const nameOf = (of: string): string => `/trunkline-conformance/${target().run}/${of}`;
    const put = (Name: string, Value: string, extra: Record<string, unknown> = {}) =>
      target().ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true, ...extra }));
    const get = async (Name: string, WithDecryption = true) =>
      (await target().ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;
    const remove = (Name: string) => target().ssm.send(new DeleteParameterCommand({ Name }));

    it('keeps every version, the last one unless another is asked for', async () => {
      const name = nameOf('versions');
      expect((await put(name, 'first')).Version).toBe(1);
      expect((await put(name, 'second')).Version).toBe(2);
      expect(await get(name)).toMatchObject({ Name: name, Value: 'second', Version: 2, Type: 'SecureString' });
      expect(await get(`${name}:1`)).toMatchObject({ Name: name, Value: 'first', Version: 1 });
      await expect(get(`${name}:3`)).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
      await remove(name);
    });

    it('shows a secret only to who may decrypt it', async () => {
      const name = nameOf('secret');
      await put(name, 'a key nobody sees');
      expect((await get(name, false))?.Value).not.toContain('nobody');
      await remove(name);
    });

    it('deletes all versions, and begins again with the first', async () => {
      const name = nameOf('deleted');
      await put(name, 'one');
      await put(name, 'two');
      await remove(name);
      await expect(get(name)).rejects.toMatchObject({ name: 'ParameterNotFound' });
      await expect(get(`${name}:1`)).rejects.toMatchObject({ name: 'ParameterNotFound' });
      await expect(remove(name)).rejects.toMatchObject({ name: 'ParameterNotFound' });
      expect((await put(name, 'three')).Version).toBe(1);
      await remove(name);
    });

    it('writes over nothing unless told to, and refuses what is no parameter', async () => {
      const name = nameOf('refused');
      await put(name, 'one', { Overwrite: false });
      await expect(put(name, 'two', { Overwrite: false })).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
      expect((await get(name))?.Value).toBe('one');
      await remove(name);
      await expect(put(nameOf('with space'), 'x')).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(put(nameOf('large'), 'x'.repeat(4_097))).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('loses none of several changes at once', async () => {
      const names = Array.from({ length: 12 }, (_, i) => nameOf(`at-once-${i}`));
      await Promise.all(names.map((name) => put(name, name)));
      expect(await Promise.all(names.map(async (name) => (await get(name))?.Value))).toEqual(names);
      await Promise.all(names.map(remove));
    });
  });
};
