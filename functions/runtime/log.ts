import { Logger } from '@aws-lambda-powertools/logger';
import type { Environment } from './env.ts';

type Fields = Readonly<Record<string, unknown>>;
/** What the code needs of a logger. Fields carry ids and counts, never tokens, numbers of callers or bodies. */
export interface Log {
  readonly info: (message: string, fields?: Fields) => void;
  readonly warn: (message: string, fields?: Fields) => void;
  readonly error: (message: string, fields?: Fields) => void;
}

const nothing = (): void => {};
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing };

/** Error as fields: name, message and stack, with the chain of causes by name. */
export const errorFields = (error: unknown): Fields =>
  error instanceof Error
    ? {
        error: error.name,
        message: error.message,
        stack: error.stack,
        ...(error.cause instanceof Error ? { cause: `${error.cause.name}: ${error.cause.message}` } : {}),
      }
    : { error: String(error) };

const lineLog = (service: string, write: (line: string) => void): Log => {
  const at = (level: string) => (message: string, fields?: Fields) => write(`${JSON.stringify({ level, service, message, ...fields })}\n`);
  return { info: nothing, warn: at('warn'), error: at('error') };
};

/**
 * In Lambda: structured JSON by powertools. Elsewhere: warnings and errors as JSON lines on standard error (standard output belongs to
 * whoever started us). Under vitest: nothing.
 */
export const createLog = (service: string, env: Environment): Log => {
  if (env.VITEST !== undefined) return silentLog;
  if (env.AWS_LAMBDA_FUNCTION_NAME === undefined) return lineLog(service, (line) => process.stderr.write(line));
  const logger = new Logger({ serviceName: service });
  return {
    info: (message, fields) => logger.info(message, fields ?? {}),
    warn: (message, fields) => logger.warn(message, fields ?? {}),
    error: (message, fields) => logger.error(message, fields ?? {}),
  };
};
