import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

interface Stored {
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}
const refused = (name: string): Error => Object.assign(new Error(name), { name });

/** One bucket in memory, without versions: the commands that archive and checkpoints send. Lists answer pages of `page` keys. */
export const createMemoryS3 = (page = 1_000) => {
  const objects = new Map<string, Stored>();
  /** Commands by name. */
  const sent = new Map<string, number>();
  const found = (key: string | undefined): Stored => {
    const object = objects.get(key ?? '');
    if (object === undefined) throw refused('NoSuchKey');
    return object;
  };
  const list = ({ Prefix = '', Delimiter, StartAfter = '', ContinuationToken, MaxKeys = page }: ListObjectsV2CommandInput) => {
    const after = ContinuationToken ?? StartAfter;
    const names = [...objects.keys()].filter((key) => key.startsWith(Prefix)).sort();
    const cut = (key: string): string => {
      const end = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
      return end < 0 ? key : key.slice(0, end + 1);
    };
    const all = [...new Set(names.map(cut))].filter((name) => name > after);
    const some = all.slice(0, Math.min(page, MaxKeys));
    return {
      Contents: some.filter((name) => !name.endsWith('/')).map((Key) => ({ Key })),
      CommonPrefixes: some.filter((name) => name.endsWith('/')).map((one) => ({ Prefix: one })),
      ...(all.length > some.length ? { NextContinuationToken: some.at(-1) } : {}),
    };
  };
  const answer = (command: unknown): unknown => {
    if (command instanceof PutObjectCommand) {
      const { Key = '', Body, Metadata = {}, IfNoneMatch } = command.input;
      if (IfNoneMatch === '*' && objects.has(Key)) throw refused('PreconditionFailed');
      objects.set(Key, { bytes: new Uint8Array(Body as Uint8Array), metadata: Metadata });
      return {};
    }
    if (command instanceof GetObjectCommand) {
      const { bytes, metadata } = found(command.input.Key);
      return { Body: { transformToByteArray: async () => bytes }, Metadata: metadata };
    }
    if (command instanceof HeadObjectCommand) return { Metadata: found(command.input.Key).metadata };
    if (command instanceof ListObjectsV2Command) return list(command.input);
    if (command instanceof ListObjectVersionsCommand)
      return { Versions: list({ ...command.input, MaxKeys: objects.size }).Contents.map((one) => ({ ...one, IsLatest: true })) };
    if (command instanceof DeleteObjectCommand) return { deleted: objects.delete(command.input.Key ?? '') };
    throw new Error('no such command');
  };
  const send = async (command: object): Promise<unknown> => {
    sent.set(command.constructor.name, (sent.get(command.constructor.name) ?? 0) + 1);
    return answer(command);
  };
  return { objects, sent, client: { send: send as S3Client['send'] } };
};
