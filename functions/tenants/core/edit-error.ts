/** An edit that cannot be made; the message is for whoever asked for it. */
export class EditError extends Error {
  override readonly name = 'EditError';
}
