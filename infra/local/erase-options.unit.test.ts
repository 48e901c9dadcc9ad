import { describe, expect, it } from 'vitest';
import { parseEraseOptions } from './erase-options.mjs';

const wanted = ['--site', 'harbour', '--number', '+442079460123'];
const parse = (args: readonly string[]) => parseEraseOptions(args, '/p', 'ines');

describe('options of npm run erase', () => {
  it('has defaults that write, in the name of who runs it', () => {
    expect(parse(wanted)).toEqual({
      options: {
        site: 'harbour',
        subject: { kind: 'number', e164: '+442079460123' },
        by: 'ines',
        dryRun: false,
        json: false,
        dataDir: '/p/.trunkline',
      },
    });
  });
  it('reads every flag', () => {
    expect(parse(['--site', 's', '--agent', '2001', '--by', 'Omar', '--dry-run', '--json', '--data', 'd'])).toEqual({
      options: { site: 's', subject: { kind: 'agent', id: '2001' }, by: 'Omar', dryRun: true, json: true, dataDir: 'd' },
    });
    expect(parse(['--site', 's', '--user', 'u1'])).toMatchObject({ options: { subject: { kind: 'user', id: 'u1' } } });
    expect(parse(['--help'])).toEqual({ help: true });
  });
  it.each([
    [[], '--site is missing'],
    [['--site', 's'], 'name one of --number, --agent and --user'],
    [[...wanted, '--agent', '2001'], 'name one of --number, --agent and --user'],
    [['--site', 's', '--number', '02079460123'], '--number must be in E.164, such as +442079460123, not "02079460123"'],
    [['--site', 's', '--user', ''], 'an id must not be empty'],
    [[...wanted, '--by', ''], '--by must name somebody'],
    [[...wanted, '--data', ''], '--data must name a directory'],
  ])('%j: %s', (args, problem) => {
    expect(parse(args)).toEqual({ problem });
  });
});
