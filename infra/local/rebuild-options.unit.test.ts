import { describe, expect, it } from 'vitest';
import { parseRebuildOptions } from './rebuild-options.mjs';

const days = ['--site', 'harbour', '--from', '2026-03-02', '--to', '2026-03-08'];
const wanted = { site: 'harbour', from: '2026-03-02', to: '2026-03-08' };

describe('options of npm run rebuild', () => {
  it('has defaults that are faithful and write', () => {
    expect(parseRebuildOptions(days, '/p')).toEqual({
      options: { ...wanted, config: 'then', dryRun: false, acceptDamage: false, all: false, json: false, dataDir: '/p/.trunkline' },
    });
  });
  it('reads every flag', () => {
    expect(
      parseRebuildOptions([...days, '--config=current', '--dry-run', '--accept-damage', '--all', '--json', '--data', 'd'], '/p'),
    ).toEqual({ options: { ...wanted, config: 'current', dryRun: true, acceptDamage: true, all: true, json: true, dataDir: 'd' } });
    expect(parseRebuildOptions(['--help'], '/p')).toEqual({ help: true });
  });
  it.each([
    [[], '--site is missing'],
    [['--site', 'harbour'], '--from is missing'],
    [['--site', 'harbour', '--from', '2026-03-02'], '--to is missing'],
    [[...days, '--from', '2026-02-30'], '--from must be a day such as 2026-03-02, not "2026-02-30"'],
    [[...days, '--to', 'today'], '--to must be a day such as 2026-03-02, not "today"'],
    [[...days, '--to', '2026-03-01'], '--from 2026-03-02 is after --to 2026-03-01'],
    [[...days, '--config', 'new'], '--config must be then or current, not "new"'],
    [[...days, '--data', ''], '--data must name a directory'],
  ])('%j: %s', (args, problem) => {
    expect(parseRebuildOptions(args, '/p')).toEqual({ problem });
  });
});
