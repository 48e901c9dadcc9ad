/** What a selector found, or why it found nothing. */
export type Reading = { readonly value: string } | { readonly failing: string };
