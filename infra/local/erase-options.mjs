// Plain JavaScript without dependencies: wrong flags are told before anything is installed.
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const eraseUsage = `Takes a person out of a site's archived call events, call history and lake. Calls go on being counted.

  npm run erase -- --site SITE --number +E164 [options]

  --site SITE      id of the site
  --number NUMBER  number outside, in E.164, such as +442079460123
  --agent ID       instead of a number: names of an agent in history and lake; the id stays
  --user ID        instead of a number: names of a user in history and lake; the id stays
  --by NAME        who the audit says did it (default: the user of this machine)
  --dry-run        tell what is found, write nothing
  --json           print the certificate as one line of JSON on standard output
  --data DIR       data directory of the local stack (default .trunkline in the project); running or not
  --help           show this

With TRUNKLINE_HISTORY_TABLE in the environment it works on the AWS account of the environment instead of the local stack
(docs/guides/erasure.md). It can be stopped at any time and run again. Exit 0: done. Exit 1: failed, or part of the archive could not be
looked into. Exit 2: wrong flags, or it was refused before it wrote anything. Exit 3: done, but calls in progress still name the person:
run it again when they are over.
`;

/**
 * @param {readonly string[]} args
 * @param {string} root
 * @param {string} [user]
 * @returns {{ help: true } | { problem: string } | { options: import('./erase-options.d.mts').EraseOptions }}
 */
export const parseEraseOptions = (args, root, user = process.env.USER ?? process.env.LOGNAME ?? 'operator') => {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        site: { type: 'string' },
        number: { type: 'string' },
        agent: { type: 'string' },
        user: { type: 'string' },
        by: { type: 'string', default: user },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        data: { type: 'string', default: join(root, '.trunkline') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    return { problem: error.message };
  }
  if (values.help) return { help: true };
  const { site, number, agent, user: userId, by } = values;
  if (site === undefined) return { problem: '--site is missing' };
  if ([number, agent, userId].filter((value) => value !== undefined).length !== 1)
    return { problem: 'name one of --number, --agent and --user' };
  if (number !== undefined && !/^\+[1-9]\d{4,14}$/.test(number))
    return { problem: `--number must be in E.164, such as +442079460123, not "${number}"` };
  if (agent === '' || userId === '') return { problem: 'an id must not be empty' };
  if (by === '') return { problem: '--by must name somebody' };
  if (values.data === '') return { problem: '--data must name a directory' };
  const subject =
    number !== undefined
      ? { kind: 'number', e164: number }
      : agent !== undefined
        ? { kind: 'agent', id: agent }
        : { kind: 'user', id: userId };
  return { options: { site, subject, by, dryRun: values['dry-run'], json: values.json, dataDir: values.data } };
};
