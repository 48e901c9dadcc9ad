export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Fields carry ids, counts and states, never keys, codes, passwords or callers' numbers. */
export interface AgentLog {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
}

/** One JSON object a line. */
export const createJsonLog = (write: (line: string) => void, now: () => number): AgentLog => {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}): void =>
      write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields })}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
};

export const silentLog: AgentLog = { info: () => {}, warn: () => {}, error: () => {} };

export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
