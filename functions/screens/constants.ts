/** Key spelling and limits of screens and their pairing. Imports nothing. */

/** Secret scanners know a token by it; what follows is `<screen>.<43 characters>`. */
export const screenTokenPrefix = 'tls_';
/** Begins the subject of a screen's principal. */
export const screenSubjectPrefix = 'screen:';

/** Look-ups that find the tenant and so have no tenant prefix. */
export const screenLookupKey = (screen: string) => ({ pk: `SCREEN#${screen}`, sk: 'CREDENTIALS' });
export const pairingKey = (codeSha256: string) => ({ pk: `PAIR#${codeSha256}`, sk: 'PAIRING' });
/** Counts what one address asked for in one minute; nobody is logged in yet. */
export const pairingSourceKey = (addressSha256: string, minute: number) => ({ pk: `PAIRFROM#${addressSha256}`, sk: `M#${minute}` });

export const screensPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#SCREENS`;
export const screenPrefix = 'SCREEN#';
export const screenSk = (screen: string): string => `${screenPrefix}${screen}`;
/** A row of its own, so that its writes every half minute are no news to anybody. */
export const seenPrefix = 'SEEN#';
export const seenSk = (screen: string): string => `${seenPrefix}${screen}`;
/** Wrong codes of one principal in one minute. */
export const guessesKey = (owner: { readonly reseller: string; readonly tenant: string | null }, subject: string, minute: number) => ({
  pk: owner.tenant === null ? `R#${owner.reseller}#GUESSES` : `T#${owner.tenant}#GUESSES`,
  sk: `${subject}#${minute}`,
});

export const pairingValidMs = 10 * 60_000;
/** A screen that lost its power at the moment of pairing still finds its token for so long. */
export const pairingKeptMs = 24 * 3_600_000;
export const pollSeconds = 3;
export const codeTries = 5;
/** Per caller's address as the CDN saw it, and per address that reached the gateway, which many callers may share. */
export const pairingsPerCaller = 20;
export const pairingsPerGatewayAddress = 600;
export const wrongCodesPerMinute = 10;
export const counterKeptMs = 5 * 60_000;

export const screensPerSite = 200;
export const longestShowMinutes = 240;
/** Screens rotate daily; one that was off for longer than this is paired anew. */
export const tokenValidMs = 90 * 24 * 3_600_000;
export const seenEverySeconds = 30;
/** Two missed reports and a slow one. */
export const lateAfterMs = 75_000;
export const seenKeptMs = 400 * 24 * 3_600_000;
/** Tombstones stay long enough for everybody who reads the stream. */
export const tombstoneKeptMs = 24 * 3_600_000;
