export type SourceAddress = { readonly url: URL } | { readonly fault: string };

/** Reads an address that may be fetched: `https`, port 443, no user name or password in it. The fragment goes. */
export const parseSourceAddress = (text: string, base?: string): SourceAddress => {
  if (!URL.canParse(text, base)) return { fault: 'The address is not a web address; it begins with https:// and a host name.' };
  const url = new URL(text, base);
  if (url.protocol !== 'https:') return { fault: 'The address must begin with https://.' };
  if (url.port !== '') return { fault: 'The address must not name a port: only the usual one of https is asked.' };
  if (url.username !== '' || url.password !== '')
    return { fault: 'The address must not contain a user name or password; use the secret header instead.' };
  if (url.hostname === '') return { fault: 'The address has no host name.' };
  url.hash = '';
  return { url };
};
