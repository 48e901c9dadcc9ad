/** Why nothing could be fetched, in words for the person who set the address up. They never tell what an inner address answered. */
export class FetchRefusal extends Error {
  override readonly name = 'FetchRefusal';
}
