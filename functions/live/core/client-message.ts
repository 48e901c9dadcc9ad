import { z } from 'zod';

const topicOf = z.strictObject({ site: z.string().min(1).max(200), topic: z.literal('live') });
const schema = z.union([
  z.strictObject({ subscribe: topicOf, after: z.int().nonnegative().optional() }),
  z.strictObject({ unsubscribe: topicOf }),
  z.strictObject({ ping: z.unknown() }),
  z.strictObject({ auth: z.string().min(1) }),
]);

/** Kinds of message a client may send, for tests that must cover all of them. */
export const clientMessageKinds = ['subscribe', 'unsubscribe', 'ping', 'auth'] as const;

export type ClientMessage =
  | { readonly kind: 'subscribe'; readonly site: string; readonly topic: 'live'; readonly after: number | null }
  | { readonly kind: 'unsubscribe'; readonly site: string; readonly topic: 'live' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'auth'; readonly token: string };

/** @returns a sentence on what is wrong for anything else. */
export const parseClientMessage = (text: string): ClientMessage | string => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The message is not JSON.';
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return `Send one of ${clientMessageKinds.join(', ')}, for example {"subscribe":{"site":"harbour","topic":"live"}}.`;
  const { data } = parsed;
  if ('subscribe' in data) return { kind: 'subscribe', ...data.subscribe, after: data.after ?? null };
  if ('unsubscribe' in data) return { kind: 'unsubscribe', ...data.unsubscribe };
  if ('auth' in data) return { kind: 'auth', token: data.auth };
  return { kind: 'ping' };
};
