import { createHash } from 'node:crypto';
import { auditNote } from '../audit/audit.ts';
import type { AuditOrigin, AuditWrite, TransactWrite } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { AgentStore } from './agent-store.ts';
import { enrolmentValidMs } from './constants.ts';
import { enrolmentCodeOf, normaliseCode } from './core/enrolment-code.ts';
import type { EnrolRequest } from './schemas.ts';
import type { EdgeAgent, EnrolmentCode } from './types.ts';

export const codeIdOf = (code: string): string => createHash('sha256').update(normaliseCode(code)).digest('hex');

/**
 * Makes a one-time code for a site. The code itself is in the answer only; what is stored is its hash, with who made it and when.
 * @param also writes that come with it or not at all
 */
export const createEnrolmentCode =
  (deps: { readonly store: Pick<AgentStore, 'putCode'>; readonly now: () => number; readonly randomBytes: (n: number) => Uint8Array }) =>
  async (
    scope: SiteScope,
    createdBy: string,
    also: (record: EnrolmentCode) => readonly TransactWrite[] = () => [],
  ): Promise<{ readonly code: string; readonly record: EnrolmentCode }> => {
    const code = enrolmentCodeOf(deps.randomBytes(16));
    const createdAt = deps.now();
    const record: EnrolmentCode = {
      codeId: codeIdOf(code),
      tenant: scope.tenant,
      site: scope.site,
      createdAt: epochMs(createdAt),
      createdBy,
      validUntil: epochMs(createdAt + enrolmentValidMs),
      usedAt: null,
      agent: null,
      publicKey: null,
    };
    await deps.store.putCode(record, also(record));
    return { code, record };
  };

/** Enough of the hash to tell codes apart; the code cannot be found from it. */
export const shortCodeId = ({ codeId }: Pick<EnrolmentCode, 'codeId'>): string => codeId.slice(0, 12);

/**
 * Turns a code and a public key into an agent. Asking again with the same code and the same key gives the same agent, so that an agent
 * that lost the answer can repeat its request; any other second use is refused.
 * @throws ProblemError `unauthorised` (no such code), `forbidden` (expired), `conflict` (used)
 */
export const enrolAgent =
  (deps: {
    readonly store: Pick<AgentStore, 'findCode' | 'find' | 'enrol'>;
    readonly now: () => number;
    readonly newAgentId: () => string;
    readonly audit: AuditWrite;
  }) =>
  async (request: EnrolRequest, origin: AuditOrigin): Promise<EdgeAgent> => {
    const find = async (): Promise<EnrolmentCode> => {
      const found = await deps.store.findCode(codeIdOf(request.code));
      if (found === null) throw new ProblemError('unauthorised', 'There is no such enrolment code: check it for typing errors.');
      return found;
    };
    const agentOf = async (code: EnrolmentCode): Promise<EdgeAgent> => {
      const agent = code.agent === null ? null : await deps.store.find(code.tenant, code.site, code.agent);
      if (agent === null || code.publicKey !== request.publicKey || agent.revokedAt !== null)
        throw new ProblemError(
          'conflict',
          'The enrolment code was used already: ask for a new one and set it as TRUNKLINE_ENROLMENT_CODE.',
        );
      return agent;
    };
    const code = await find();
    const now = deps.now();
    if (code.usedAt !== null) return agentOf(code);
    if (code.validUntil <= now)
      throw new ProblemError('forbidden', `The enrolment code expired at ${new Date(code.validUntil).toISOString()}: ask for a new one.`);
    const agent: EdgeAgent = {
      agent: deps.newAgentId(),
      tenant: code.tenant,
      site: code.site,
      name: request.name,
      version: request.version,
      enrolledAt: epochMs(now),
      enrolledWith: code.codeId,
      revokedAt: null,
      revokedBy: null,
      lastSeenAt: null,
      heartbeat: null,
    };
    const who = { kind: 'edgeAgent', id: agent.agent, name: agent.name, role: null } as const;
    const row = deps.audit(
      auditNote({ scope: agent, who, origin }, agent.enrolledAt, {
        action: 'edgeAgent.enrol',
        object: `edge agent ${agent.agent}`,
        summary: `enrolled with code ${shortCodeId(code)}, made by ${code.createdBy}`,
      }),
    );
    return (await deps.store.enrol(code, agent, request.publicKey, [row])) ? agent : agentOf(await find());
  };
