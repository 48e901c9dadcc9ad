import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;

/** Files of a zip archive by name, read by its directory. @throws when it has none */
const unzip = (bytes: Buffer): ReadonlyMap<string, Buffer> => {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('no zip archive: it has no directory');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i += 1) {
    const [method, size, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? packed : inflateRawSync(packed));
    at += 46 + name + extra + comment;
  }
  return files;
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string): string => xml.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** Cells of the first sheet of a spreadsheet as texts, row by row; empty cells are left out. */
export const readFirstSheet = (bytes: Buffer): readonly (readonly string[])[] => {
  const files = unzip(bytes);
  const text = (name: string): string => files.get(name)?.toString('utf8') ?? '';
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, inner = '']) => plain(inner));
  const [, , sheet = ''] = /(<sheetData[^>]*>)(.*)<\/sheetData>/s.exec(text('xl/worksheets/sheet1.xml')) ?? [];
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].flatMap(([, attributes = '', inner = '']) =>
      inner === '' ? [] : [attributes.includes('t="s"') ? (shared[Number(plain(inner))] ?? '') : plain(inner)],
    ),
  );
};
