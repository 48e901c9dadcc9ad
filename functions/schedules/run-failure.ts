/** Why a run cannot be made, now or later; the message is for people. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}
