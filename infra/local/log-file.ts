import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const maxBytes = 20 * 1024 * 1024;

/** A log that is renamed to `….1` above 20 MB, replacing the one before. */
export interface LogFile {
  write(text: string): void;
}

export const openLogFile = (path: string): LogFile => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let size = existsSync(path) ? statSync(path).size : 0;
  let waiting = '';
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (size > maxBytes) {
      renameSync(path, `${path}.1`);
      size = 0;
    }
    appendFileSync(path, text, { mode: 0o600 });
    size += Buffer.byteLength(text);
  };
  process.once('exit', () => {
    if (waiting !== '') flush();
  });
  return {
    write: (text) => {
      // One write for everything said within a turn or two: handlers log several lines a batch.
      if (waiting === '') setTimeout(flush, 50).unref();
      waiting += text;
    },
  };
};
