export type OaiCommandErrorCode = 'oai.commandTimeout' | 'oai.linkLost' | 'oai.monitorsReset';

export class OaiCommandError extends Error {
  override readonly name = 'OaiCommandError';
  constructor(
    readonly code: OaiCommandErrorCode,
    message: string,
  ) {
    super(message);
  }
}
