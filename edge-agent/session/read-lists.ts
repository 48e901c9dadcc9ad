import type { Directory } from '../protocol/oai/directory.ts';
import type { OaiConfirmation } from '../protocol/oai/line.ts';
import { listMask, listNumbers } from '../protocol/oai/lists.ts';
import type { Ask } from './ask.ts';
import { moreFollows } from './command-queue.ts';
import { outcome, outcomeText } from './outcomes.ts';
import type { SessionProblem } from './session-config.ts';

const pageSize = '50';
const multiplePages = '2';
/** So often a list may be asked again in vain. */
const fruitlessLimit = 3;
/** Lists that the old command knows. */
const oldLists: readonly number[] = [listNumbers.stations, listNumbers.trunks, listNumbers.huntGroups];

export interface ListReader {
  readonly ask: Ask;
  readonly directory: Directory;
  /** A gateway speaks for several nodes, and rows do not say of which: each node is asked on its own. */
  readonly gateway: boolean;
  problem(problem: SessionProblem): void;
}

/** Asks until the last page has come, as long as asking again brings rows that were not there before. */
const askAll = async (
  reader: ListReader,
  list: number,
  affected: string,
  command: string,
  fields: readonly string[],
): Promise<OaiConfirmation> => {
  const node = affected === '' ? null : affected.slice(0, -1);
  let fruitless = 0;
  for (let before = -1; ; ) {
    const answer = await reader.ask(command, fields);
    if (!moreFollows(answer)) return answer;
    const gathered = reader.directory.gathered(list, node);
    fruitless = gathered > before ? 0 : fruitless + 1;
    if (fruitless >= fruitlessLimit) {
      reader.problem({ code: 'oai.list', message: `list ${list}: the last page never came, ${gathered} rows are left out` });
      return answer;
    }
    before = Math.max(before, gathered);
  }
};

const readList = async (reader: ListReader, list: number, affected: string): Promise<boolean> => {
  const mask = listMask(list).toString(16).toUpperCase();
  let answer = await askAll(reader, list, affected, '_QX', [affected, String(list), mask, multiplePages, pageSize]);
  if (answer.outcome === outcome.invalidCommand && oldLists.includes(list))
    answer = await askAll(reader, list, affected, '_QL', [affected, String(list), multiplePages, pageSize]);
  if (answer.outcome === outcome.ok) return true;
  const where = affected === '' ? '' : ` of node ${affected.slice(0, -1)}`;
  reader.problem({ code: 'oai.list', message: `list ${list}${where} was refused: ${outcomeText(answer.outcome)}` });
  return false;
};

/** Reads lists anew; what they say reaches the directory through the translator. */
export const readLists = async (reader: ListReader, lists: readonly number[]): Promise<void> => {
  for (const list of lists) {
    const nodes = reader.gateway && list !== listNumbers.nodes ? reader.directory.nodes() : [];
    let read = 0;
    for (const node of nodes) if (await readList(reader, list, `${node}:`)) read++;
    if (read === 0) await readList(reader, list, '');
  }
};

export const readMembers = async (reader: ListReader, groups: readonly string[]): Promise<void> => {
  for (const group of groups) {
    const answer = await reader.ask('_QH', [group]);
    if (answer.outcome !== outcome.ok)
      reader.problem({ code: 'oai.members', message: `members of hunt group ${group}: ${outcomeText(answer.outcome)}` });
  }
};

/** Asks for the type of every monitored or listed phone of which no list told it. */
export const readMissingTypes = async (reader: ListReader, monitored: Iterable<string>): Promise<void> => {
  const listed = reader.directory.devices();
  const untyped = listed.filter((device) => device.type === 'extension' && device.pbxType === null).map((device) => device.number);
  const unlisted = [...monitored].filter((device) => !device.endsWith(':') && !reader.directory.has(device.slice(device.indexOf(':') + 1)));
  for (const device of new Set([...untyped, ...unlisted])) {
    const answer = await reader.ask('_QI', [device]);
    if (answer.outcome !== outcome.ok)
      reader.problem({ code: 'oai.deviceInfo', message: `device ${device}: ${outcomeText(answer.outcome)}` });
  }
};
