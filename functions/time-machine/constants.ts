/** Limits of the time machine. Imports nothing. */
export const maxFrames = 60;
export const maxStretchMs = 24 * 3_600_000;
export const maxEverySeconds = 24 * 3_600;
/** Frames stop being added when the answer is so large (a Lambda answers 6 MB at most), or took so long; `complete` is false then. */
export const answerBytes = 4_000_000;
export const answerMs = 12_000;
/** A replay stays in memory so long after it was last asked for. */
export const keptMs = 10 * 60_000;
export const keptReplays = 4;
/** A jump forward by more than this begins at a nearer checkpoint instead. */
export const goOnMs = 2 * 3_600_000;
/** Without a checkpoint everything from the beginning of the archive would be folded: at most so many events. */
export const maxEvents = 400_000;
