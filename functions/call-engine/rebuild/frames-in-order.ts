import type { ArchivedFrame, ObjectName, ReadObject } from './archive-object.ts';

/** Objects read ahead, over all links. */
const readAhead = 48;

interface LinkHead {
  readonly link: string;
  readonly head: ArchivedFrame;
}
interface LinkCursor extends LinkHead {
  readonly frames: AsyncGenerator<ArchivedFrame>;
  head: ArchivedFrame;
}

/** Frames of one link's objects, which are read `ahead`. */
export async function* framesOfLink(
  names: Iterable<ObjectName> | AsyncIterable<ObjectName>,
  read: (name: ObjectName) => Promise<ReadObject>,
  ahead: number,
  onObject: (object: ReadObject) => void,
): AsyncGenerator<ArchivedFrame> {
  const pending: Promise<ReadObject>[] = [];
  const next = Symbol.asyncIterator in names ? names[Symbol.asyncIterator]() : names[Symbol.iterator]();
  for (let more = true; more || pending.length > 0; ) {
    while (more && pending.length < ahead) {
      const name = await next.next();
      if (name.done === true) {
        more = false;
        break;
      }
      const reading = read(name.value);
      // It is awaited in its turn; until then a failure must not end the process.
      reading.catch(() => undefined);
      pending.push(reading);
    }
    const object = await pending.shift();
    if (object === undefined) return;
    onObject(object);
    yield* object.frames;
  }
}

const startOf = (frame: ArchivedFrame): number => frame.batch.read.events[0]?.at ?? 0;

/**
 * Which of two links goes on first. Exact for objects that name the version of the state they were folded into, and their place in that fold;
 * those from before it was kept come first, by the instant of their first event.
 */
export const isBefore = (a: LinkHead, b: LinkHead): boolean => {
  const [x, y] = [a.head, b.head];
  const byVersion = (x.stateVersion ?? -1) - (y.stateVersion ?? -1);
  if (byVersion !== 0) return byVersion < 0;
  const within = x.stateVersion === null ? startOf(x) - startOf(y) : x.place - y.place;
  return within === 0 ? a.link < b.link : within < 0;
};

/** All frames of a site as they were folded: within a link by number, across links by state version and place. Each object is read once. */
export async function* framesInOrder(
  links: ReadonlyMap<string, readonly ObjectName[]>,
  read: (name: ObjectName) => Promise<ReadObject>,
  onObject: (object: ReadObject) => void,
): AsyncGenerator<ArchivedFrame> {
  const ahead = Math.max(2, Math.floor(readAhead / Math.max(1, links.size)));
  const cursors: LinkCursor[] = [];
  for (const [link, names] of links) {
    const frames = framesOfLink(names, read, ahead, onObject);
    const first = await frames.next();
    if (first.done !== true) cursors.push({ link, frames, head: first.value });
  }
  while (cursors.length > 0) {
    const cursor = cursors.reduce((first, other) => (isBefore(other, first) ? other : first));
    yield cursor.head;
    const next = await cursor.frames.next();
    if (next.done === true) cursors.splice(cursors.indexOf(cursor), 1);
    else cursor.head = next.value;
  }
}
