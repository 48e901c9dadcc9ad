import { asRecord } from '../api/instants.ts';

/** What the page is told by the place that serves it. */
export interface AppConfig {
  /** Origin of the REST API; paths begin with /v1. */
  readonly api: string;
  /** Address of the live socket, ws: or wss:. */
  readonly ws: string;
  /** OpenID Connect issuer. */
  readonly issuer: string;
  readonly clientId: string;
}

export const parseConfig = (value: unknown): AppConfig => {
  const record = asRecord(value);
  const textOf = (name: string): string => {
    const text = record?.[name];
    if (typeof text !== 'string' || text === '') throw new Error(`/config.json has no "${name}". Check the deployment of the web page.`);
    return text.replace(/\/$/, '');
  };
  return { api: textOf('api'), ws: textOf('ws'), issuer: textOf('issuer'), clientId: textOf('clientId') };
};

export const loadConfig = async (): Promise<AppConfig> => {
  const answer = await fetch('/config.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`/config.json could not be read (${answer.status}).`);
  return parseConfig(await answer.json());
};
