/** More rows than these are a book: some sixty sheets. They are for a file. */
export const mostPrinted = 2_000;

export interface PrintChoice {
  /** All rows can be fetched to be printed here. */
  readonly loadAll: boolean;
  readonly words: string;
}

const number = (n: number): string => n.toLocaleString('en-GB');

/** What is said before a report is printed of which `here` of `all` rows have come; null = nothing, as all have. */
export const printChoice = (here: number, all: number, hasMore: boolean): PrintChoice | null => {
  if (!hasMore) return null;
  const has = `The page has ${number(here)} of ${number(Math.max(all, here))} rows so far, and paper would have no more.`;
  return all <= mostPrinted
    ? { loadAll: true, words: has }
    : { loadAll: false, words: `${has} A page prints ${number(mostPrinted)} at most; a PDF has all of them.` };
};
