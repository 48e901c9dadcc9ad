import { z } from 'zod';
import { type SiteConfig, siteConfigSchema } from '../../functions/domain/site-config.ts';

const instant = z.iso.datetime({ offset: true });
const headerSchema = z.object({ trace: z.literal(1), protocol: z.string(), link: z.string().min(1).default('trace'), site: z.unknown() });
const messageSchema = z.union([z.object({ at: instant, rx: z.string() }), z.object({ at: instant, tx: z.string() })]);

export interface TraceMessage {
  readonly at: number;
  readonly rx: string | null;
  readonly tx: string | null;
}

export interface Trace {
  readonly link: string;
  readonly config: SiteConfig;
  readonly messages: readonly TraceMessage[];
  readonly diagnostics: readonly string[];
}

/** The file is no trace that can be replayed; the message names the line. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

const parseJson = (line: string, number: number): unknown => {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new TraceError(`line ${number} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of the input that the schema did not keep, by path. */
const unknownKeys = (input: unknown, kept: unknown, path: string): string[] => {
  if (Array.isArray(input) && Array.isArray(kept)) return input.flatMap((item, i) => unknownKeys(item, kept[i], `${path}[${i}]`));
  if (!isObject(input) || !isObject(kept)) return [];
  return Object.entries(input).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return key in kept ? unknownKeys(value, kept[key], at) : [at];
  });
};

const headerKeys = new Set(['trace', 'protocol', 'link', 'site']);

const parseHeader = (value: unknown): Omit<Trace, 'messages'> => {
  const header = headerSchema.safeParse(value);
  if (!header.success) throw new TraceError(`line 1 is no trace header: ${z.prettifyError(header.error)}`);
  if (header.data.protocol !== 'oai')
    throw new TraceError(`line 1: protocol ${JSON.stringify(header.data.protocol)} is not supported; "oai" is`);
  const site = siteConfigSchema.safeParse(header.data.site);
  if (!site.success) throw new TraceError(`line 1: site configuration: ${z.prettifyError(site.error)}`);
  const unknown = [
    ...Object.keys(isObject(value) ? value : {}).filter((key) => !headerKeys.has(key)),
    ...unknownKeys(header.data.site, site.data, 'site'),
  ];
  return { link: header.data.link, config: site.data, diagnostics: unknown.map((key) => `line 1: unknown key ${key} is ignored`) };
};

/** @throws TraceError for an unreadable header, invalid JSON or an unsupported protocol. */
export const readTrace = (text: string): Trace => {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const first = lines[0] ?? '';
  if (first.trim() === '') throw new TraceError('line 1 is empty: a trace begins with its header');
  const header = parseHeader(parseJson(first, 1));
  const messages: TraceMessage[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const message = messageSchema.safeParse(parseJson(line, index + 1));
    if (!message.success)
      throw new TraceError(`line ${index + 1} is no message {"at","rx"} or {"at","tx"}: ${z.prettifyError(message.error)}`);
    const { data } = message;
    messages.push({ at: Date.parse(data.at), rx: 'rx' in data ? data.rx : null, tx: 'tx' in data ? data.tx : null });
  }
  return { ...header, messages };
};
