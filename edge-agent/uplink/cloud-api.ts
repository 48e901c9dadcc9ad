import { createHash } from 'node:crypto';
import { z } from 'zod';
import { agentHeader, requestToSign, signatureHeader, timestampHeader } from '../../functions/domain/signed-request.ts';
import type { Sign } from '../identity/keys.ts';

/** `unreachable`: no answer. `refused`: a 4xx that repeating does not mend. `failed`: anything else, worth repeating. */
export type CloudErrorCode = 'cloud.unreachable' | 'cloud.refused' | 'cloud.failed';

export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly code: CloudErrorCode;
  /** HTTP status; null without an answer. */
  readonly status: number | null;
  constructor(code: CloudErrorCode, status: number | null, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const timeSchema = z.object({ now: instant });
const enrolSchema = z.object({
  agent: z.string().min(1),
  tenant: z.string().min(1),
  site: z.string().min(1),
  stream: z.string().min(1),
  region: z.string().min(1),
});
const credentialsSchema = z.object({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().min(1),
  expiresAt: instant,
  region: z.string().min(1),
  stream: z.string().min(1),
  endpoint: z.string().nullable(),
});
const heartbeatSchema = z.object({ now: instant, intervalSeconds: z.number().positive() });

export type Enrolment = z.output<typeof enrolSchema>;
export type StreamCredentials = z.output<typeof credentialsSchema>;

export interface HeartbeatBody {
  readonly sentAt: string;
  readonly version: string;
  readonly links: readonly {
    readonly link: string;
    readonly state: string;
    readonly since: string | null;
    readonly detail: string | null;
  }[];
  readonly spool: {
    readonly depth: number;
    readonly bytes: number;
    readonly limitBytes: number;
    readonly oldestAt: string | null;
    readonly lastSeq: number;
  };
  readonly counters: Readonly<Record<string, number>>;
  readonly clockOffsetMs: number | null;
}

export interface CloudApi {
  /** Cloud time in epoch ms. */
  readonly time: () => Promise<number>;
  readonly enrol: (request: {
    readonly code: string;
    readonly publicKey: string;
    readonly name: string;
    readonly version: string;
  }) => Promise<Enrolment>;
}

/** The routes that need an enrolled agent. */
export interface AgentApi extends CloudApi {
  readonly credentials: () => Promise<StreamCredentials>;
  readonly heartbeat: (body: HeartbeatBody) => Promise<z.output<typeof heartbeatSchema>>;
}

export interface CloudApiDeps {
  /** `https://api.example.com`; paths begin with `/v1`. */
  readonly api: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs?: number;
}

const detailOf = async (response: Response): Promise<string> => {
  const text = await response.text().catch(() => '');
  try {
    const { title, detail } = z.object({ title: z.string().optional(), detail: z.string().optional() }).parse(JSON.parse(text));
    return detail ?? title ?? text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
};

/** Statuses that may pass by themselves although they are 4xx. */
const passing = new Set([408, 425, 429]);

const createCall =
  (deps: CloudApiDeps) =>
  async <T>(schema: z.ZodType<T>, method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<T> => {
    let response: Response;
    try {
      response = await deps.fetch(new URL(path, deps.api), {
        method,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(deps.timeoutMs ?? 10_000),
      });
    } catch (cause) {
      const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : String(cause);
      throw new CloudError('cloud.unreachable', null, `${method} ${path}: no answer from ${deps.api} (${reason})`, { cause });
    }
    if (!response.ok) {
      const code = response.status < 500 && !passing.has(response.status) ? 'cloud.refused' : 'cloud.failed';
      throw new CloudError(code, response.status, `${method} ${path}: ${response.status} ${await detailOf(response)}`);
    }
    try {
      return schema.parse(await response.json());
    } catch (cause) {
      throw new CloudError('cloud.failed', response.status, `${method} ${path}: the answer is not what the API promises`, { cause });
    }
  };

export const createCloudApi = (deps: CloudApiDeps): CloudApi => {
  const call = createCall(deps);
  return {
    time: async () => (await call(timeSchema, 'GET', '/v1/agent/time')).now,
    enrol: (request) => call(enrolSchema, 'POST', '/v1/agent/enrol', JSON.stringify(request)),
  };
};

/** @param deps.now cloud time as well as it is known, for the signature's timestamp. */
export const createAgentApi = (
  deps: CloudApiDeps & { readonly agent: string; readonly sign: Sign; readonly now: () => number },
): AgentApi => {
  const call = createCall(deps);
  const signed = <T>(schema: z.ZodType<T>, path: string, body: string): Promise<T> => {
    const timestamp = Math.round(deps.now());
    const bodySha256 = createHash('sha256').update(body).digest('hex');
    const signature = deps.sign(Buffer.from(requestToSign({ method: 'POST', path, timestamp, bodySha256 })));
    return call(schema, 'POST', path, body, {
      [agentHeader]: deps.agent,
      [timestampHeader]: String(timestamp),
      [signatureHeader]: Buffer.from(signature).toString('base64'),
    });
  };
  return {
    ...createCloudApi(deps),
    credentials: () => signed(credentialsSchema, '/v1/agent/credentials', '{}'),
    heartbeat: (body) => signed(heartbeatSchema, '/v1/agent/heartbeat', JSON.stringify(body)),
  };
};
