import type { FilePlace } from './file-types.ts';

/** `Bakery, Harbour`; null = nobody told whose calls they are. */
export const placeWords = (place: FilePlace | undefined): string | null =>
  place === undefined ? null : `${place.customer}, ${place.site}`;

/** What stands on each sheet of paper. The place comes first: names of reports are what is cut. */
export const footTitle = (title: string, place: FilePlace | undefined): string =>
  [placeWords(place), title].filter((words) => words !== null).join(' – ');
