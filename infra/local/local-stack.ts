import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { agentSocketPath } from '../../functions/domain/agent-command.ts';
import { mailsKept, openAwsEmulators } from './aws-emulators.ts';
import { closeServer, listen } from './aws-wire/listen.ts';
import { createApiService } from './http/api-service.ts';
import { createFrontServer } from './http/front-server.ts';
import { createWebFiles } from './http/web-files.ts';
import { openIssuer } from './issuer/issuer.ts';
import type { SeedUser } from './issuer/user-file.ts';
import { type Handlers, loadHandlers } from './lambda/handlers.ts';
import { createInvoke, type Handler, type Invoke } from './lambda/invoke.ts';
import { agentSocketManagementPath, issuerPath, localEnvironment, socketPath, webClientId } from './local-environment.ts';
import { mailboxPath } from './mailbox/mailbox-pages.ts';
import { createMailbox } from './mailbox/mailbox-service.ts';
import type { FailedBatch } from './pumps/failed-batches.ts';
import { startPumps } from './pumps/start-pumps.ts';
import { createResources } from './resources.ts';
import { apiGatewayLimits, attachGateways, createGateway, type GatewayParams, type SocketLimits } from './websocket/gateway.ts';

export interface LocalStackParams {
  readonly dataDir: string;
  /** Port of the web page, API, log-in and sockets; 0 = any free one. */
  readonly port?: number;
  /** Port of the AWS emulators; 0 = any free one. */
  readonly awsPort?: number;
  /** Sync every write to disk before it is acknowledged. Off, it still survives the process, but not the machine. */
  readonly sync?: boolean;
  /** Handlers to use instead of those below `functions/`. */
  readonly handlers?: Handlers;
  /** Run only `handlers` and load none of the others. */
  readonly onlyGivenHandlers?: boolean;
  /** Folder of the built web page. */
  readonly webDir?: string;
  readonly socketLimits?: Partial<SocketLimits>;
  /** Shards of the events stream when it is created. */
  readonly shards?: number;
  /** What is on a schedule runs by the clock, as it does in AWS; otherwise only `tick` runs it. */
  readonly byTheClock?: boolean;
  /** Pause before attempt `n` (2, 3 …) at a batch that failed, ms; grows up to seconds unless told. */
  readonly backOffMs?: ((attempt: number) => number) | undefined;
  readonly log?: (message: string, error?: unknown) => void;
}

/** A running stack. */
export interface LocalStack {
  /** `http://127.0.0.1:PORT`: web page and API (routes begin with `/v1`). */
  readonly url: string;
  readonly api: string;
  /** `ws://127.0.0.1:PORT/ws` */
  readonly ws: string;
  readonly issuer: string;
  /** Page with everything that was sent. */
  readonly mailbox: string;
  /** All AWS emulators. */
  readonly awsEndpoint: string;
  /** What handlers and SDK clients need; already in `process.env` of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Adds people who may log in. What they may do is the directory's matter. */
  seedUsers(users: readonly SeedUser[]): Promise<void>;
  /** Access token of a seeded user for scripts. */
  issueToken(sub: string, seconds?: number): Promise<string>;
  /** Starts the pumps and opens the API; until then it answers 503. */
  serve(): Promise<void>;
  /** Resolves when every record put so far has gone through every handler. */
  idle(): Promise<void>;
  /** Runs what is on a schedule now, and resolves when it is done. */
  tick(): Promise<void>;
  /** Batches that pumps gave up on. */
  failedBatches(): readonly FailedBatch[];
  /** Open sockets. */
  sockets(): number;
  stop(): Promise<void>;
}

const scriptTokenSeconds = 12 * 3600;
const apiTimeoutMs = 29_000;

/** Starts the emulators, creates what is missing, sets the environment and loads the handlers. Call `serve` after seeding. */
export const createLocalStack = async (params: LocalStackParams): Promise<LocalStack> => {
  const { dataDir } = params;
  const now = Date.now;
  const log = params.log ?? ((message, error) => console.error(`[stack] ${message}`, error ?? ''));
  const at = (name: string): string => join(dataDir, name);
  for (const dir of ['issuer', 'pumps']) await mkdir(at(dir), { recursive: true, mode: 0o700 });

  const front = createFrontServer(log);
  const port = await listen(front.server, params.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const ws = `ws://127.0.0.1:${port}${socketPath}`;

  const aws = await openAwsEmulators({ dataDir, sync: params.sync ?? true, now, log, webOrigin: origin });
  const issuer = await openIssuer({ dir: at('issuer'), issuer: origin + issuerPath, clientId: webClientId, webOrigin: origin, now });
  const invokes: GatewayParams['invokes'] = {};
  const agentInvokes: GatewayParams['invokes'] = {};
  const gatewayParts = {
    limits: { ...apiGatewayLimits, ...params.socketLimits },
    verify: aws.verify,
    now,
    log,
  };
  const gateway = createGateway({ ...gatewayParts, path: socketPath, invokes });
  const agentGateway = createGateway({
    ...gatewayParts,
    path: agentSocketPath,
    managementBase: agentSocketManagementPath,
    invokes: agentInvokes,
  });
  const awsEndpoint = await aws.listen(params.awsPort ?? 0, gateway.management, agentGateway.management);
  await createResources(aws, params.shards ?? 4);

  const env = localEnvironment({ origin, awsEndpoint, credentials: aws.credentials });
  Object.assign(process.env, env);
  delete process.env.AWS_SESSION_TOKEN;
  delete process.env.AWS_PROFILE;
  const handlers =
    params.onlyGivenHandlers === true
      ? (params.handlers ?? {})
      : await loadHandlers(params.handlers ?? {}, (name, file) => log(`no handler ${name}: functions/${file} does not exist`));
  const invokeOf = (name: string, handler: Handler | undefined, timeoutMs: number): Invoke | undefined =>
    handler === undefined ? undefined : createInvoke(name, handler, timeoutMs);

  let pumps: ReturnType<typeof startPumps> | null = null;
  let stopped: Promise<void> | null = null;

  const shutDown = async (): Promise<void> => {
    await gateway.close();
    await agentGateway.close();
    await closeServer(front.server);
    await pumps?.stop();
    await aws.hangUp();
    await aws.close();
  };

  return {
    url: origin,
    api: origin,
    ws,
    issuer: origin + issuerPath,
    mailbox: origin + mailboxPath,
    awsEndpoint,
    env,
    seedUsers: issuer.seed,
    issueToken: (sub, seconds = scriptTokenSeconds) => issuer.issueToken(sub, seconds),
    serve: async () => {
      pumps ??= startPumps({
        ...aws,
        dir: at('pumps'),
        handlers,
        byTheClock: params.byTheClock ?? false,
        backOffMs: params.backOffMs,
        now,
        log,
      });
      for (const [api, name, handler] of [
        [invokes, 'authorize', handlers.wsAuthorize],
        [invokes, 'connect', handlers.wsConnect],
        [invokes, 'message', handlers.wsMessage],
        [invokes, 'disconnect', handlers.wsDisconnect],
        [agentInvokes, 'authorize', handlers.agentWsAuthorize],
        [agentInvokes, 'connect', handlers.agentWsConnect],
        [agentInvokes, 'message', handlers.agentWsMessage],
        [agentInvokes, 'disconnect', handlers.agentWsDisconnect],
      ] as const) {
        const invoke = invokeOf(`${api === invokes ? 'ws' : 'agent-ws'}-${name}`, handler, apiTimeoutMs);
        if (invoke !== undefined) api[name] = invoke;
      }
      attachGateways(front.server, [gateway, agentGateway]);
      const notThere: Handler = () => ({
        statusCode: 503,
        headers: { 'content-type': 'application/json' },
        body: '{"message":"Service Unavailable"}',
      });
      const webDir = params.webDir ?? '';
      front.open({
        api: createApiService({ invoke: createInvoke('api', handlers.api ?? notThere, apiTimeoutMs), now, log }),
        issuer: issuer.handle,
        mailbox: createMailbox({
          mails: aws.mails,
          most: mailsKept,
          bounced: invokeOf('mail-bounced', handlers.mailBounced, apiTimeoutMs),
          now,
          log,
        }),
        web: createWebFiles({
          dir: existsSync(webDir) ? webDir : at('no-web'),
          wsOrigin: `ws://127.0.0.1:${port}`,
          filesOrigin: awsEndpoint,
        }),
        config: { api: origin, ws, issuer: origin + issuerPath, clientId: webClientId },
      });
    },
    idle: async () => pumps?.idle(),
    tick: async () => pumps?.tick(),
    failedBatches: () => pumps?.failedBatches() ?? [],
    sockets: () => gateway.open(),
    stop: () => {
      stopped ??= shutDown();
      return stopped;
    },
  };
};
