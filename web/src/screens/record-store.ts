import { parseScreenRecord, type ScreenRecord } from './core/screen-record.ts';

export const screenRecordKey = 'trunkline.screen';

/** The record in the browser's storage, read anew each time: another tab may have written it. Without storage it lasts as long as the page. */
export interface RecordStore {
  readonly read: () => ScreenRecord;
  readonly change: (change: Partial<ScreenRecord>) => void;
}

export const createRecordStore = (storage: () => Pick<Storage, 'getItem' | 'setItem'>): RecordStore => {
  let kept: ScreenRecord | null = null;
  const read = (): ScreenRecord => {
    if (kept !== null) return kept;
    try {
      return parseScreenRecord(storage().getItem(screenRecordKey));
    } catch {
      return parseScreenRecord(null);
    }
  };
  return {
    read,
    change: (change) => {
      const next = { ...read(), ...change };
      try {
        storage().setItem(screenRecordKey, JSON.stringify(next));
        kept = null;
      } catch {
        kept = next;
      }
    },
  };
};
