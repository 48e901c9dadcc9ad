export type Login =
  | { readonly service: 'oai'; readonly password: string; readonly application: string }
  | { readonly service: 'smdr'; readonly password: string };

/** First payload of a connection: type byte, password, NUL, and for OAI the application name, NUL. Null = not a login. */
export const parseLogin = (payload: Buffer): Login | null => {
  const type = payload[0];
  const end = payload.indexOf(0, 1);
  if (end < 0) return null;
  const password = payload.subarray(1, end).toString('latin1');
  if (type === 0x84) return end === payload.length - 1 ? { service: 'smdr', password } : null;
  if (type !== 0x87) return null;
  const nameEnd = payload.indexOf(0, end + 1);
  if (nameEnd !== payload.length - 1) return null;
  return { service: 'oai', password, application: payload.subarray(end + 1, nameEnd).toString('latin1') };
};
