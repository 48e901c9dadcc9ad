import { formatCommand } from '../protocol/oai/command-line.ts';
import type { OaiConfirmation } from '../protocol/oai/line.ts';
import { OaiCommandError, type OaiCommandErrorCode } from './command-error.ts';
import type { SessionTimers } from './ports.ts';

/** Commands of which the PBX and a gateway want only one at a time. */
const oneAtATime = new Set(['_NA', '_MS', '_MA', '_MP', '_CE', '_QX', '_QL', '_QH', '_QI', '_RR']);
const maxInvokeId = 65_535;

/** 1 to 65535 and round again; one for the whole connection, so that a late answer never meets a new command. */
export const createInvokeIds = (): (() => number) => {
  let last = 0;
  return () => {
    last = last >= maxInvokeId ? 1 : last + 1;
    return last;
  };
};

export interface CommandTimeouts {
  /** Until the confirmation, or the next page of monitors. */
  readonly commandMs: number;
  /** Until the next page of a list; when it does not come, the list is to be asked for again. */
  readonly pageMs: number;
  /** From the confirmation of a resync to its end: minutes on a big system. */
  readonly resyncMs: number;
}

/** Limits of one command, ms; by default none for its turn and `commandMs` for the answer. */
export interface SendLimits {
  /** Its turn has to come within: during a resync nothing is sent, and what a person asked for must not happen minutes later. */
  readonly turnMs?: number | undefined;
  readonly answerMs?: number | undefined;
}

interface Waiting {
  readonly command: string;
  readonly fields: readonly string[];
  readonly timeoutMs: number;
  readonly resolve: (answer: OaiConfirmation) => void;
  readonly reject: (error: OaiCommandError) => void;
  /** Ends the wait for its turn. */
  cancelTurn: () => void;
}

interface Outstanding extends Waiting {
  readonly invokeId: string;
  cancel: () => void;
  /** Confirmed resync that has not ended. */
  confirmed: OaiConfirmation | null;
}

export interface CommandQueue {
  /** The confirmation; of a list its last page (or the last one that came), of a resync after its end. @throws OaiCommandError */
  send(command: string, fields: readonly string[], limits?: SendLimits): Promise<OaiConfirmation>;
  /** False when nobody waits for it. */
  confirm(line: OaiConfirmation): boolean;
  /** RD came: the fields of the `_RR` that it ends, or null. */
  resyncEnded(code: string): readonly string[] | null;
  /** Rejects everything waiting or outstanding, and whatever is sent later. */
  fail(code: OaiCommandErrorCode, message: string): void;
  /** A list, monitor or resync command is on its way. */
  readonly busy: boolean;
}

/** Whether more pages of the same answer follow. */
export const moreFollows = ({ command, outcome, fields }: OaiConfirmation): boolean => {
  if (outcome !== 0) return false;
  if (command === '_QX') return fields[2] === '0';
  if (command === '_QL') return fields[1] === '0';
  return command === '_MA' && fields[0] === '0';
};

/**
 * Sends commands and matches their answers by command and invoke id. Lists, monitors and resyncs go one at a time; during a resync
 * nothing else is sent until it has ended, as the manual asks.
 */
export const createCommandQueue = (
  write: (line: string) => void,
  timers: SessionTimers,
  timeouts: CommandTimeouts,
  invokeIds: () => number,
): CommandQueue => {
  let closed: { readonly code: OaiCommandErrorCode; readonly message: string } | null = null;
  let waiting: Waiting[] = [];
  const outstanding = new Map<string, Outstanding>();
  let alone: Outstanding | null = null;

  const finish = (item: Outstanding): void => {
    item.cancel();
    outstanding.delete(`${item.command} ${item.invokeId}`);
    if (alone === item) alone = null;
  };

  const arm = (item: Outstanding, ms: number, what: string): void => {
    item.cancel();
    item.cancel = timers.set(ms, () => {
      finish(item);
      item.reject(new OaiCommandError('oai.commandTimeout', `${item.command} ${item.invokeId}: ${what} within ${ms} ms`, true));
      pump();
    });
  };

  /** Some systems send all pages of a list for one command, some one page a command: after a silence the asker asks again. */
  const awaitPage = (item: Outstanding, page: OaiConfirmation): void => {
    item.cancel();
    item.cancel = timers.set(timeouts.pageMs, () => {
      finish(item);
      item.resolve(page);
      pump();
    });
  };

  const start = (item: Waiting): void => {
    item.cancelTurn();
    const invokeId = String(invokeIds());
    const line = formatCommand(item.command, Number(invokeId), item.fields);
    const sent: Outstanding = { ...item, invokeId, cancel: () => undefined, confirmed: null };
    outstanding.set(`${item.command} ${invokeId}`, sent);
    if (oneAtATime.has(item.command)) alone = sent;
    arm(sent, item.timeoutMs, 'no answer');
    write(line);
  };

  const maySend = (item: Waiting): boolean => alone === null || (alone.command !== '_RR' && !oneAtATime.has(item.command));

  const pump = (): void => {
    for (let item = waiting.find(maySend); item !== undefined; item = waiting.find(maySend)) {
      waiting = waiting.filter((other) => other !== item);
      start(item);
    }
  };

  return {
    send: (command, fields, { turnMs, answerMs = timeouts.commandMs } = {}) =>
      new Promise((resolve, reject) => {
        if (closed !== null) {
          reject(new OaiCommandError(closed.code, `${command}: ${closed.message}`, false));
          return;
        }
        // Refuses a field that would break the line before the command joins the others.
        formatCommand(command, 1, fields);
        const item: Waiting = { command, fields, timeoutMs: answerMs, resolve, reject, cancelTurn: () => undefined };
        waiting.push(item);
        if (turnMs !== undefined)
          item.cancelTurn = timers.set(turnMs, () => {
            waiting = waiting.filter((other) => other !== item);
            reject(new OaiCommandError('oai.commandNotSent', `${command}: its turn did not come within ${turnMs} ms`, false));
          });
        pump();
      }),
    confirm(line) {
      const item = outstanding.get(`${line.command} ${line.invokeId}`);
      if (item === undefined || item.confirmed !== null) return false;
      if (moreFollows(line)) {
        if (line.command === '_MA') arm(item, item.timeoutMs, 'no further page');
        else awaitPage(item, line);
        return true;
      }
      if (line.command === '_RR' && line.outcome === 0) {
        item.confirmed = line;
        arm(item, timeouts.resyncMs, 'no end of the resync');
        return true;
      }
      finish(item);
      item.resolve(line);
      pump();
      return true;
    },
    resyncEnded(code) {
      const item = outstanding.get(`_RR ${code}`);
      if (item === undefined || item.confirmed === null) return null;
      finish(item);
      item.resolve(item.confirmed);
      pump();
      return item.fields;
    },
    fail(code, message) {
      closed ??= { code, message };
      const sent = [...outstanding.values()];
      const unsent = waiting;
      for (const item of sent) item.cancel();
      for (const item of unsent) item.cancelTurn();
      outstanding.clear();
      waiting = [];
      alone = null;
      for (const item of sent) item.reject(new OaiCommandError(code, `${item.command}: ${message}`, true));
      for (const item of unsent) item.reject(new OaiCommandError(code, `${item.command}: ${message}`, false));
    },
    get busy() {
      return alone !== null;
    },
  };
};
