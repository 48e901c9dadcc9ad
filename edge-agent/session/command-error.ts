/** `oai.commandNotSent`: its turn did not come in time. */
export type OaiCommandErrorCode = 'oai.commandTimeout' | 'oai.commandNotSent' | 'oai.linkLost' | 'oai.monitorsReset';

export class OaiCommandError extends Error {
  override readonly name = 'OaiCommandError';
  constructor(
    readonly code: OaiCommandErrorCode,
    message: string,
    /** It went to the PBX: it may have been done. */
    readonly sent: boolean,
  ) {
    super(message);
  }
}
