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
/** Encrypted, or on this machine. */
const socketAddress = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'wss:' || (protocol === 'ws:' && (hostname === 'localhost' || /^127(\.\d{1,3}){3}$/.test(hostname)));
});
const heartbeatSchema = z.object({
  now: instant,
  intervalSeconds: z.number().positive(),
  /** Where commands come from; an address that cannot be used is none, and no reason to lose the heartbeat. */
  commandSocket: socketAddress.optional().catch(undefined),
});

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
  /** Breaks off calls under way. */
  readonly signal?: AbortSignal;
}

/** Undefined for what is not JSON, which no schema takes. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

const detailOf = (text: string): string => {
  const problem = problemSchema.safeParse(parseJson(text));
  return (problem.success ? (problem.data.detail ?? problem.data.title) : undefined) ?? text.slice(0, 200);
};

/** Statuses that may pass by themselves although they are 4xx. */
const passing = new Set([408, 425, 429]);

/** A signal for one call, body included: aborted after `ms` or with `outer`. `AbortSignal.any` would keep a trace of every call in `outer`. */
const limitedSignal = (ms: number, outer: AbortSignal | undefined): { readonly signal: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`nothing within ${ms} ms`)), ms);
  const stop = (): void => controller.abort(new Error('the agent stops'));
  if (outer?.aborted === true) stop();
  outer?.addEventListener('abort', stop);
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
};

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);

const createCall =
  (deps: CloudApiDeps) =>
  async <T>(schema: z.ZodType<T>, method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<T> => {
    const { signal, release } = limitedSignal(deps.timeoutMs ?? 10_000, deps.signal);
    try {
      const response = await deps.fetch(new URL(path, deps.api), {
        method,
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal,
      });
      const text = await response.text();
      if (!response.ok) {
        const code = response.status < 500 && !passing.has(response.status) ? 'cloud.refused' : 'cloud.failed';
        throw new CloudError(code, response.status, `${method} ${path}: ${response.status} ${detailOf(text)}`);
      }
      const parsed = schema.safeParse(parseJson(text));
      if (!parsed.success)
        throw new CloudError('cloud.failed', response.status, `${method} ${path}: the answer is not what the API promises`);
      return parsed.data;
    } catch (cause) {
      if (cause instanceof CloudError) throw cause;
      throw new CloudError('cloud.unreachable', null, `${method} ${path}: no answer from ${deps.api} (${reasonOf(cause)})`, { cause });
    } finally {
      release();
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
