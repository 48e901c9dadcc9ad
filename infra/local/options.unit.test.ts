import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.mjs';

describe('options of npm start', () => {
  it('has defaults', () => {
    expect(parseOptions([], '/project')).toEqual({
      options: { port: 8400, json: false, reset: false, dataDir: '/project/.trunkline', simulator: true, oai: null, rate: 300, speed: 1 },
    });
  });
  it('reads every flag', () => {
    expect(parseOptions(['--json', '--reset', '--port', '0', '--data', 'd', '--rate', '60', '--speed=10', '--no-simulator'], '/p')).toEqual(
      {
        options: { port: 0, json: true, reset: true, dataDir: 'd', simulator: false, oai: null, rate: 60, speed: 10 },
      },
    );
    expect(parseOptions(['--oai', 'pbx.example:4000'], '/p')).toMatchObject({
      options: { simulator: false, oai: { host: 'pbx.example', port: 4000 } },
    });
    expect(parseOptions(['--oai', '[::1]:4000'], '/p')).toMatchObject({ options: { oai: { host: '::1', port: 4000 } } });
    expect(parseOptions(['-h'], '/p')).toEqual({ help: true });
  });
  it('names what is wrong', () => {
    expect(parseOptions(['--oai', 'pbx'], '/p')).toEqual({ problem: '--oai must be HOST:PORT, such as 192.0.2.10:4000, not "pbx"' });
    expect(parseOptions(['--oai', 'pbx:70000'], '/p')).toMatchObject({ problem: expect.stringContaining('HOST:PORT') });
    expect(parseOptions(['--port', 'x'], '/p')).toEqual({ problem: '--port must be a number from 0 to 65535, not "x"' });
    expect(parseOptions(['--verbose'], '/p')).toMatchObject({ problem: expect.stringContaining("'--verbose'") });
    expect(parseOptions(['extra'], '/p')).toMatchObject({ problem: expect.stringContaining('extra') });
  });
});
