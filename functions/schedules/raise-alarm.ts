import { errorFields } from '../runtime/log.ts';
import type { Site } from '../tenants/types.ts';
import { alarmAgainMs } from './constants.ts';
import type { RunDeps } from './ports.ts';
import type { Place, ScheduleRun } from './types.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const lettersOf = (run: ScheduleRun, site: Site, what: string, webOrigin: string) => {
  const url = `${webOrigin}/sites/${site.site}/schedules?run=${run.id}`;
  const lines = [
    `The schedule "${run.content.name}" of ${site.customerName}, ${site.name}: ${what}`,
    `What it did and why: ${url}`,
    'You get this once a day at most, until it has run well again.',
  ];
  return {
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</body></html>`,
  };
};

/**
 * Tells the owner and the reseller's admins that a schedule failed, or that all it had to say was nothing; the customer's admins as well when
 * the owner cannot be written to. Once a day until it has run well again. What cannot be told by mail is in the log.
 */
export const raiseAlarm = async (deps: RunDeps, place: Place, run: ScheduleRun, subject: string, what: string): Promise<void> => {
  try {
    const schedule = await deps.store.find(place, run.schedule);
    const now = deps.now();
    // A run of a schedule that was deleted meanwhile concerns nobody any more.
    if (schedule === null || (schedule.alarmedAt !== null && now - schedule.alarmedAt < alarmAgainMs)) return;
    const site = await deps.findSite(place.site, place.tenant);
    if (site === null) return;
    const [owner, keepers] = await Promise.all([deps.findPrincipal(run.owner.id), deps.findKeepers(site)]);
    const own = owner?.email ?? null;
    // Apart, so that the customer and the reseller do not get each other's addresses.
    const groups = { owner: own === null ? keepers.customer : [own], reseller: keepers.reseller.filter((address) => address !== own) };
    const letters = lettersOf(run, site, what, deps.webOrigin);
    for (const [group, bcc] of Object.entries(groups)) {
      if (bcc.length === 0) continue;
      await deps.sendMail(place, {
        ...letters,
        to: group === 'owner' && own !== null ? bcc : [],
        cc: [],
        bcc: group === 'owner' && own !== null ? [] : bcc.slice(0, 50),
        replyTo: null,
        subject: `${subject}: ${run.content.name}, ${site.name}`,
        attachments: [],
        key: `${place.tenant} ${place.site} ${run.id} alarm ${group}`,
        counted: false,
      });
    }
    await deps.store.noteAlarm(place, run.schedule, now);
  } catch (error) {
    deps.log.error('nobody could be told of a schedule', { ...place, schedule: run.schedule, run: run.id, ...errorFields(error) });
  }
};
