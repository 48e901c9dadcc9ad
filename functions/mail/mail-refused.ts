/** A mail that cannot be sent, also not later; the message is for people. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}
