import type { ArchivedFrame, ObjectName, ReadObject } from './archive-object.ts';

/** Objects read ahead, over all links. */
const readAhead = 48;

interface LinkCursor {
  readonly link: string;
  readonly frames: AsyncGenerator<ArchivedFrame>;
  head: ArchivedFrame;
}

async function* framesOfLink(
  names: readonly ObjectName[],
  read: (name: ObjectName) => Promise<ReadObject>,
  ahead: number,
  onObject: (object: ReadObject) => void,
): AsyncGenerator<ArchivedFrame> {
  const pending: Promise<ReadObject>[] = [];
  for (let next = 0; next < names.length || pending.length > 0; ) {
    while (pending.length < ahead && next < names.length) {
      const name = names[next++];
      if (name === undefined) break;
      const reading = read(name);
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
const isBefore = (a: LinkCursor, b: LinkCursor): boolean => {
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
