import type { Handler, PortContext } from '../port-state.ts';
import { type ListEntity, listEntities, listsOfAllNodes } from './list-fields.ts';

const nodeOf = (port: PortContext, affected: string): string | null | 'invalid' => {
  if (affected === '' || affected === '0') return null;
  const node = /^(\d+):$/.exec(affected)?.[1] ?? port.find(affected)?.node;
  return node !== undefined && port.pbx.profile.nodes.some((n) => n.id === node) ? node : 'invalid';
};

const scoped = (port: PortContext, list: number, entities: readonly ListEntity[], node: string | null): readonly ListEntity[] => {
  const wanted = node ?? (listsOfAllNodes.has(list) ? null : (port.pbx.profile.nodes[0]?.id ?? '1'));
  return wanted === null ? entities : entities.filter((e) => e.node === wanted);
};

const pagesOf = (entities: readonly ListEntity[], mode: string, size: string): (readonly ListEntity[])[] => {
  const perPage = mode === '2' ? Math.max(1, Number(size) || 50) : entities.length;
  const pages: (readonly ListEntity[])[] = [];
  for (let i = 0; i < entities.length; i += perPage) pages.push(entities.slice(i, i + perPage));
  return pages.length === 0 ? [[]] : pages;
};

const countText = (port: PortContext, n: number): string => (port.settings.gateway ? String(n).padStart(4, '0') : String(n));

/** `_QX,<inv>,<affected>,<list>,<mask>,<mode>,<size>`: one command, as many messages as the list needs, the last one marked. */
export const queryListExtended: Handler = ({ port, args, reply }) => {
  const [affected = '', listText = '', maskText = '', mode = '1', size = ''] = args;
  const list = Number(listText);
  const node = nodeOf(port, affected);
  const entities = Number.isInteger(list) ? listEntities(port, list) : null;
  if (node === 'invalid' || entities === null) {
    reply(node === 'invalid' ? 9 : 31);
    return;
  }
  const width = entities[0]?.fields.length ?? 16;
  const mask = Number.parseInt(maskText === '' ? '0' : maskText, 16) & ((1 << width) - 1);
  const pages = pagesOf(scoped(port, list, entities, node), mode, size);
  for (const [i, page] of pages.entries()) {
    const data = page.flatMap((e) => [e.key, ...e.fields.filter((_, bit) => (mask & (1 << bit)) !== 0)]);
    reply(0, String(list), mask.toString(16).toUpperCase(), i === pages.length - 1 ? '1' : '0', countText(port, page.length), ...data);
  }
};

/** Old `_QL,<inv>,<affected>,<list>,<mode>,<size>`: name and description only; the list number stands before the outcome. */
export const queryList: Handler = ({ port, args, reply }) => {
  const [affected = '', listText = '', mode = '1', size = ''] = args;
  const list = Number(listText);
  const node = nodeOf(port, affected);
  const entities = list >= 1 && list <= 6 ? listEntities(port, list) : null;
  if (node === 'invalid' || entities === null) {
    reply(listText, node === 'invalid' ? '9' : '31');
    return;
  }
  const pages = pagesOf(scoped(port, list, entities, node), mode, size);
  for (const [i, page] of pages.entries()) {
    const data = page.flatMap((e) => [e.key, ...e.fields.slice(0, 2)]);
    reply(listText, '0', i === pages.length - 1 ? '1' : '0', countText(port, page.length), ...data);
  }
};
