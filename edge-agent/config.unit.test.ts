import { describe, expect, test } from 'vitest';
import { ConfigError, parseAgentConfig } from './config.ts';

const least = {
  TRUNKLINE_API: 'https://api.example.com',
  TRUNKLINE_DATA_DIR: '/var/lib/trunkline',
  TRUNKLINE_OAI_HOST: 'pbx',
  TRUNKLINE_OAI_PASSWORD: 'secret-word',
};

describe('agent configuration', () => {
  test('the least there is, and its defaults', () => {
    expect(parseAgentConfig(least, {}, 'box')).toEqual({
      api: 'https://api.example.com',
      dataDirectory: '/var/lib/trunkline',
      enrolmentCode: null,
      name: 'box',
      oai: { host: 'pbx', port: 4000, password: 'secret-word', name: 'Trunkline' },
      spoolLimitBytes: 1_073_741_824,
      kinesisEndpoint: null,
    });
  });

  test('the environment goes before the file; an empty variable is none, but an empty password is one', () => {
    const file = { ...least, TRUNKLINE_OAI_PORT: 4001, TRUNKLINE_AGENT_NAME: 'cellar', TRUNKLINE_ENROLMENT_CODE: 'AAAA-BBBB-CCCC-DDDD' };
    const config = parseAgentConfig({ TRUNKLINE_OAI_PASSWORD: '', TRUNKLINE_OAI_HOST: 'other', TRUNKLINE_AGENT_NAME: '' }, file, 'box');
    expect(config).toMatchObject({
      name: 'cellar',
      enrolmentCode: 'AAAA-BBBB-CCCC-DDDD',
      oai: { host: 'other', port: 4001, password: '' },
    });
  });

  test.each(['TRUNKLINE_API', 'TRUNKLINE_DATA_DIR', 'TRUNKLINE_OAI_HOST', 'TRUNKLINE_OAI_PASSWORD'])(
    'stops without %s, naming it',
    (name) => {
      const { [name as keyof typeof least]: _, ...rest } = least;
      expect(() => parseAgentConfig(rest, {}, 'box')).toThrow(new RegExp(`^${name}: missing: set it to `));
    },
  );

  test.each([
    ['TRUNKLINE_API', 'http://api.example.com'],
    ['TRUNKLINE_API', 'api.example.com'],
    ['TRUNKLINE_OAI_PORT', '70000'],
    ['TRUNKLINE_OAI_PORT', 'x'],
    ['TRUNKLINE_SPOOL_LIMIT_BYTES', '1000'],
    ['TRUNKLINE_KINESIS_ENDPOINT', 'http://10.0.0.1'],
  ])('refuses %s=%s', (name, value) => {
    try {
      parseAgentConfig({ ...least, [name]: value }, {}, 'box');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ variables: [name] });
      expect(String(error)).not.toContain('secret-word');
    }
  });

  test('plain http within this machine is fine', () => {
    for (const api of ['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1'])
      expect(parseAgentConfig({ ...least, TRUNKLINE_API: api }, {}, 'box').api).toBe(api);
  });
});
