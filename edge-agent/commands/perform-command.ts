import {
  type AgentAnswer,
  type AgentCommand,
  type AgentReason,
  type PbxAct,
  pbxCallIdSchema,
} from '../../functions/domain/agent-command.ts';
import type { OaiConfirmation } from '../protocol/oai/line.ts';
import { OaiCommandError } from '../session/command-error.ts';
import type { OaiSession } from '../session/oai-session.ts';
import { callControlLicensed } from '../session/session-state.ts';
import { pbxCommandOf } from './pbx-command.ts';

const callIdChanged = 51;

export interface PerformDeps {
  readonly session: Pick<OaiSession, 'send' | 'status' | 'system'>;
  /** Cloud time, epoch ms. */
  readonly now: () => number;
}

const callIdOf = (field: string | undefined): string | null => {
  const parsed = pbxCallIdSchema.safeParse(field);
  return parsed.success ? parsed.data : null;
};

/** Where the id of a call stands that goes on under another one: first behind the outcome, of transfers and of outcome 51. */
const newCallOf = (act: PbxAct, { outcome, fields }: OaiConfirmation): string | null =>
  outcome === callIdChanged || (outcome === 0 && (act.kind === 'transfer' || act.kind === 'oneStepTransfer')) ? callIdOf(fields[0]) : null;

const withCall = (act: PbxAct, call: string): PbxAct => ('call' in act ? { ...act, call } : act);

/** What is known when the PBX did not confirm: a command that never went out has done nothing. */
const unconfirmed = ({ code, sent }: OaiCommandError): Pick<AgentAnswer, 'result' | 'reason'> => {
  const reasons = {
    'oai.commandTimeout': 'noConfirmation',
    'oai.commandNotSent': 'pbxBusy',
    'oai.linkLost': 'linkLost',
    'oai.monitorsReset': 'pbxRestarted',
  } as const satisfies Record<OaiCommandError['code'], AgentReason>;
  if (sent) return { result: 'unknown', reason: reasons[code] };
  return code === 'oai.commandNotSent' ? { result: 'expired', reason: 'pbxBusy' } : { result: 'notDelivered', reason: 'noLink' };
};

/**
 * Does a command at the PBX, once. Where the PBX says that the call has another id now, and which, it is done with that one: outcome 51
 * means that nothing has happened yet.
 */
export const createPerformCommand =
  ({ session, now }: PerformDeps) =>
  async ({ id, deadline, act }: AgentCommand): Promise<AgentAnswer> => {
    const answer = (result: AgentAnswer['result'], rest: Partial<AgentAnswer> = {}): AgentAnswer => ({
      id,
      result,
      outcome: null,
      reason: null,
      newCall: null,
      ...rest,
    });
    if (session.status.state !== 'up') return answer('notDelivered', { reason: 'noLink' });
    if (callControlLicensed(session.system?.premium ?? null) === false) return answer('refused', { reason: 'notLicensed' });
    const gateway = session.system?.gateway ?? false;
    const send = (what: PbxAct): Promise<OaiConfirmation> => {
      const left = Math.max(1, deadline - now());
      const { command, fields } = pbxCommandOf(what, gateway);
      return session.send(command, fields, { turnMs: left, answerMs: left });
    };
    try {
      let confirmation = await send(act);
      const moved = confirmation.outcome === callIdChanged ? newCallOf(act, confirmation) : null;
      if (moved !== null && now() < deadline) confirmation = await send(withCall(act, moved));
      const { outcome } = confirmation;
      if (outcome === null || outcome < 0 || outcome > 99) return answer('unknown', { reason: 'noConfirmation' });
      return answer(outcome === 0 ? 'done' : 'refused', { outcome, newCall: newCallOf(act, confirmation) });
    } catch (error) {
      if (!(error instanceof OaiCommandError)) throw error;
      const { result, reason } = unconfirmed(error);
      return answer(result, { reason });
    }
  };
