// Plain JavaScript without dependencies: wrong flags are told before anything is installed.
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const rebuildUsage = `Computes the calls, segments, status, gaps and anomalies of a site's days anew from its archived call events.

  npm run rebuild -- --site SITE --from DAY --to DAY [options]

  --site SITE      id of the site
  --from DAY       first statistics day, yyyy-mm-dd: it begins at the site's reset time, in its zone
  --to DAY         last statistics day, included
  --config WHICH   then (default): each batch with the configuration it was counted with
                   current: all with the present one, for corrected dial plans, devices and users
  --dry-run        show what would change, write nothing
  --accept-damage  change and delete rows even if part of the archive cannot be read; without it only calls that are missing
                   altogether are added then, and days of which there is nothing
  --all            list every change, not the first 20
  --json           print the report as one line of JSON on standard output
  --data DIR       data directory of the local stack (default .trunkline in the project); running or not
  --help           show this

With TRUNKLINE_HISTORY_TABLE in the environment it works on the AWS account of the environment instead of the local stack
(docs/guides/rebuild.md). It can be stopped at any time and run again. Exit 0: done. Exit 1: failed, or done as far as the archive can be
read. Exit 2: wrong flags, or it was refused before it wrote anything.
`;

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/**
 * @param {readonly string[]} args
 * @param {string} root
 * @returns {{ help: true } | { problem: string } | { options: import('./rebuild-options.d.mts').RebuildOptions }}
 */
export const parseRebuildOptions = (args, root) => {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        site: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        config: { type: 'string', default: 'then' },
        'dry-run': { type: 'boolean', default: false },
        'accept-damage': { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        data: { type: 'string', default: join(root, '.trunkline') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    return { problem: error.message };
  }
  if (values.help) return { help: true };
  const { site, from, to, config } = values;
  if (site === undefined) return { problem: '--site is missing' };
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ]) {
    if (day === undefined) return { problem: `--${name} is missing` };
    if (!isDay(day)) return { problem: `--${name} must be a day such as 2026-03-02, not "${day}"` };
  }
  if (from > to) return { problem: `--from ${from} is after --to ${to}` };
  if (config !== 'then' && config !== 'current') return { problem: `--config must be then or current, not "${config}"` };
  if (values.data === '') return { problem: '--data must name a directory' };
  return {
    options: {
      site,
      from,
      to,
      config,
      dryRun: values['dry-run'],
      acceptDamage: values['accept-damage'],
      all: values.all,
      json: values.json,
      dataDir: values.data,
    },
  };
};
