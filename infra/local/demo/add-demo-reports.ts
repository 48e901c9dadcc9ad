import { existsSync } from 'node:fs';
import { isJson, listOf, textOf } from '../aws-wire/json.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import { type DemoReports, demoReports } from './demo-reports.ts';

export interface DemoReportsParams {
  readonly api: string;
  /** Access token of a person of the demonstration. */
  readonly tokenOf: (user: string) => Promise<string>;
  /** File that remembers that it was done: what people delete stays deleted. */
  readonly stamp: string;
  readonly now: () => number;
}

/** @returns `id` of the item in a list that is called so, null = none */
const idOf = (list: unknown, isIt: (item: Readonly<Record<string, unknown>>) => boolean): string | null => {
  const found = isJson(list) ? listOf(list, 'items').filter(isJson).find(isIt) : undefined;
  return found === undefined ? null : (textOf(found, 'id') ?? null);
};

const addTo = async (params: DemoReportsParams, demo: DemoReports): Promise<void> => {
  const token = await params.tokenOf(demo.by);
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${params.api}/v1/sites/${demo.site}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} of ${demo.site}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const madeId = (made: unknown): string => (isJson(made) ? textOf(made, 'id') : undefined) ?? '';

  const { name } = demo.report;
  const present = idOf(await ask('reports'), (item) => item.name === name && item.shared === true);
  const report = present ?? madeId(await ask('reports', { content: demo.report, shared: true }));
  if (idOf(await ask('schedules'), (item) => item.name === demo.schedule.name) !== null) return;
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(params.now());
  const timing = { start: { date, time: demo.time }, recurrence: { every: 'day' } };
  await ask('schedules', { ...demo.schedule, timing, reports: [{ report }] });
};

/** Makes the reports and schedules of the demonstration as its people would, over HTTP. */
export const addDemoReports = async (params: DemoReportsParams): Promise<void> => {
  if (existsSync(params.stamp)) return;
  for (const demo of demoReports) await addTo(params, demo);
  await writeFileAtomic(params.stamp, new Date(params.now()).toISOString(), 0o600);
};
