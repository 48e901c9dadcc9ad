import { isDeepStrictEqual } from 'node:util';
import { actorOf, auditNote } from '../audit/audit.ts';
import type { AuditOrigin, AuditWrite } from '../audit/types.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { AgentSockets } from './agent-sockets.ts';
import type { FindReach } from './agents-of-site.ts';
import type { CommandStore, LinkStore } from './command-store.ts';
import { actionsPerMinute, lookEveryMs } from './constants.ts';
import { actionWords } from './core/action-words.ts';
import { answerWords } from './core/answer-words.ts';
import type { SiteNow } from './core/find-device.ts';
import { type Plan, planAction } from './core/plan-action.ts';
import type { Action } from './schemas.ts';
import type { Command, Settled, SiteOf } from './types.ts';

export interface ActDeps {
  readonly store: CommandStore;
  readonly links: Pick<LinkStore, 'forget'>;
  readonly reach: FindReach;
  readonly sockets: () => AgentSockets;
  readonly readSite: (of: SiteOf) => Promise<SiteNow>;
  readonly audit: AuditWrite;
  readonly metrics: Metrics;
  readonly log: Log;
  /** How long a command may wait to be begun. */
  readonly deadlineMs: number;
  /** How long after that an answer is still waited for. */
  readonly graceMs: number;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

export interface ActRequest {
  readonly scope: SiteScope;
  readonly who: Principal;
  readonly origin: AuditOrigin;
  readonly id: string;
  readonly action: Action;
}

type SettledCommand = Command & { readonly settled: Settled };

/**
 * Does one action of a supervisor:
 *
 *   plan -> row and audit in one transaction -> one post to the agent -> short looks at the row until somebody has settled it
 *
 * Whoever is first settles it: the agent, a socket found closed, or this very wait after the deadline (`unknown`). The same id again
 * waits for the same row and posts nothing.
 */
export const createAct = (deps: ActDeps) => {
  const { store, now, metrics } = deps;

  const settle = async (of: SiteOf, command: Command, settled: Omit<Settled, 'answeredAt'>): Promise<SettledCommand> => {
    const mine = { ...settled, answeredAt: now() };
    if (await store.settle(of, command.id, null, mine)) return { ...command, settled: mine };
    const other = await store.find(of, command.id);
    if (other?.settled == null) throw new Error(`command ${command.id} of ${of.tenant}/${of.site} is neither open nor settled`);
    return { ...other, settled: other.settled };
  };

  /** Waits until somebody has settled it; after the deadline nobody knows. */
  const outcomeOf = async (of: SiteOf, first: Command): Promise<SettledCommand> => {
    for (let command = first; ; ) {
      if (command.settled !== null) return { ...command, settled: command.settled };
      if (now() > command.deadline + deps.graceMs) {
        metrics.count('commandsUnanswered', 1);
        const unknown = { result: 'unknown', outcome: null, reason: null } as const;
        return settle(of, command, { state: 'unknown', outcome: null, reason: null, words: answerWords(unknown, '') });
      }
      await deps.pause(lookEveryMs);
      command = (await store.find(of, command.id)) ?? command;
    }
  };

  const settledAtOnce = (plan: Exclude<Plan, { kind: 'notFound' }>, reach: Awaited<ReturnType<FindReach>>): Settled | null => {
    const said = (state: Settled['state'], words: string, reason: Settled['reason'] = null): Settled => ({
      state,
      outcome: null,
      reason,
      words,
      answeredAt: now(),
    });
    if (plan.kind === 'refused') return said('refused', plan.words);
    if (reach.can) return null;
    return said(reach.reason === 'notLicensed' ? 'refused' : 'notDelivered', reach.words, reach.reason);
  };

  /** A stored command for who asked for it; the same id for something else is a fault of the client. */
  const sameAgain = (command: Command, { who, action }: ActRequest): Command => {
    if (command.actor.id !== who.id || !isDeepStrictEqual(command.action, action))
      throw new ProblemError('conflict', 'This id stands for another action. Make a new id for each action.');
    return command;
  };

  return async (request: ActRequest): Promise<SettledCommand> => {
    const { scope, who, origin, id, action } = request;
    const known = await store.find(scope, id);
    if (known !== null) return outcomeOf(scope, sameAgain(known, request));
    if (!(await store.count(scope, who.id, now())))
      throw new ProblemError('too-many', `At most ${actionsPerMinute} actions a minute. Wait a moment.`);
    const [site, reach] = await Promise.all([deps.readSite(scope), deps.reach(scope)]);
    const plan = planAction(action, site);
    if (plan.kind === 'notFound')
      throw new ProblemError('bad-request', plan.words, {
        errors: [{ pointer: `#/action/${plan.field}`, detail: plan.words, in: 'body' }],
      });
    const issuedAt = now();
    const command: Command = {
      id,
      actor: actorOf(who),
      action,
      act: plan.kind === 'do' ? plan.act : null,
      agent: plan.kind === 'do' && reach.can ? reach.link.agent : null,
      doneWords: plan.kind === 'do' ? plan.doneWords : '',
      issuedAt,
      deadline: issuedAt + deps.deadlineMs,
      settled: settledAtOnce(plan, reach),
    };
    const row = deps.audit(auditNote({ scope, who, origin }, issuedAt, { action: 'callControl.act', ...actionWords(action) }));
    if (!(await store.put(scope, command, [row]))) {
      const other = await store.find(scope, id);
      if (other === null) throw new Error(`command ${id} of ${scope.tenant}/${scope.site} is taken and not there`);
      return outcomeOf(scope, sameAgain(other, request));
    }
    metrics.count('commandsUnanswered', 0);
    if (command.act === null || !reach.can || command.settled !== null) return outcomeOf(scope, command);
    const { link } = reach;
    const posted = await deps.sockets().post(link.connectionId, { v: 1, command: { id, deadline: command.deadline, act: command.act } });
    deps.log.info('command posted', { tenant: scope.tenant, site: scope.site, id, agent: link.agent, kind: command.act.kind, posted });
    if (posted === 'gone') {
      await deps.links.forget(scope, link);
      const notDelivered = { result: 'notDelivered', outcome: null, reason: null } as const;
      return settle(scope, command, { state: 'notDelivered', outcome: null, reason: null, words: answerWords(notDelivered, '') });
    }
    return outcomeOf(scope, command);
  };
};
export type Act = ReturnType<typeof createAct>;
