/** A principal's rights are believed this long before they are looked up again. Imports nothing. */
export const principalCacheMs = 30_000;
/** Signature algorithms of tokens: asymmetric ones only, so that `none` and keys used as secrets never pass. */
export const tokenAlgorithms = ['RS256', 'ES256'];
export const clockToleranceSeconds = 5;
