import { SESv2ServiceException } from '@aws-sdk/client-sesv2';
import { MailRefused } from './mail-refused.ts';

/**
 * Whether a mail may have been taken although handing it over failed: the mail service has no key by which it would know it again, and a call that
 * got no answer, or one of a fault over there, says nothing. Neither does the answer to a second try of the client about its first.
 */
export const mayHaveLeft = (error: unknown): boolean => {
  const answer = error instanceof MailRefused ? error.cause : error;
  if (answer === undefined) return false;
  return !(answer instanceof SESv2ServiceException && answer.$fault === 'client' && (answer.$metadata.attempts ?? 1) === 1);
};
