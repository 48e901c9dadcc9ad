import { encodeLatin1 } from './latin1.ts';

export class OaiCommandTextError extends Error {
  override readonly name = 'OaiCommandTextError';
  readonly code = 'oai.commandText';
}

/**
 * A command as text, without its line end; blank fields at the end are left out except where `fields` ends in one on purpose.
 * @throws OaiCommandTextError when a field would break the line.
 * @example formatCommand('_MS', 2, ['', '3', 'A:FFFF']) // '_MS,2,,3,A:FFFF'
 */
export const formatCommand = (command: string, invokeId: number, fields: readonly string[]): string => {
  for (const field of fields)
    if (/[\r\n\0]/.test(field)) throw new OaiCommandTextError(`${command}: a field holds a line end or NUL: ${JSON.stringify(field)}`);
  return [command, String(invokeId), ...fields].join(',');
};

/** Payload of a command: the text and CR, which is counted in the frame. */
export const commandPayload = (line: string): Uint8Array => encodeLatin1(`${line}\r`);
