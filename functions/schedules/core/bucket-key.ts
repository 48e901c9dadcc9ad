/**
 * Where a file of a site lies in a bucket of a customer: `bakery/harbour/calls/daily/<run>/<file>`. Customer and site come first, whatever folder
 * somebody wrote: all customers deliver by one role, so that the beginning of the key is all that a bucket's policy can tell them apart by.
 */
export const bucketKey = (
  { tenant, site }: { readonly tenant: string; readonly site: string },
  prefix: string,
  below: readonly string[],
): string => [tenant, site, ...prefix.split('/').filter((part) => part !== ''), ...below].join('/');
