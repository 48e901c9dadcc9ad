import { splitFields } from './split-fields.ts';

const maxRemembered = 1000;

export interface SentCommands {
  add(tx: string): void;
  /** Fields behind the invoke id of the command that a confirmation answers. */
  fieldsOf(command: string, invokeId: string): readonly string[];
  /** Scope of the last resync asked in the old form, which carries no invoke id. */
  oldResyncScope(): string | null;
}

/** Our last commands, because an answer does not repeat what was asked. */
export const createSentCommands = (): SentCommands => {
  const sent = new Map<string, readonly string[]>();
  let oldScope: string | null = null;
  return {
    add(tx) {
      const [command = '', invokeId = '', ...fields] = splitFields(tx.replace(/[\r\n]+$/, ''));
      const name = command.toUpperCase();
      if (name === 'RR' || name === 'RT') oldScope = invokeId === '' ? null : invokeId;
      if (!name.startsWith('_')) return;
      const key = `${name} ${invokeId}`;
      sent.delete(key);
      sent.set(key, fields);
      for (const oldest of sent.keys()) {
        if (sent.size <= maxRemembered) break;
        sent.delete(oldest);
      }
    },
    fieldsOf: (command, invokeId) => sent.get(`${command} ${invokeId}`) ?? [],
    oldResyncScope: () => oldScope,
  };
};
