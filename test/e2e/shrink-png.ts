import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signatureBytes = 8;

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + data.length + 4);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), frame.length - 4);
  return frame;
};

/** What a filter of the PNG format takes for the next byte: left, above, their mean, or the nearest of left, above and upper left. */
const predict = (filter: number, left: number, above: number, corner: number): number => {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [toLeft, toAbove, toCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
};

const unfilter = (rows: Buffer, stride: number, pixel: number): Buffer => {
  const plain = Buffer.alloc(rows.length);
  for (let start = 0; start < rows.length; start += stride + 1) {
    const filter = rows[start] ?? 0;
    const above = start - stride - 1;
    for (let i = 1; i <= stride; i++) {
      const left = i > pixel ? (plain[start + i - pixel] ?? 0) : 0;
      const up = above < 0 ? 0 : (plain[above + i] ?? 0);
      const corner = above < 0 || i <= pixel ? 0 : (plain[above + i - pixel] ?? 0);
      plain[start + i] = (rows[start + i] ?? 0) + predict(filter, left, up, corner);
    }
  }
  return plain;
};

/**
 * The same picture in fewer bytes. A browser compresses in haste and filters its rows, which suits photographs; pages are even
 * areas and repeated letters, best left unfiltered. For 8-bit colour with or without alpha, not interlaced, as browsers write it.
 */
export const shrinkPng = (png: Buffer): Buffer => {
  const packed: Buffer[] = [];
  let header = Buffer.alloc(0);
  for (let at = signatureBytes; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = Buffer.from(data);
    else if (type === 'IDAT') packed.push(data);
    at += length + 12;
  }
  const [depth, colour, , , interlaced] = header.subarray(8);
  const pixel = colour === 2 ? 3 : colour === 6 ? 4 : 0;
  if (depth !== 8 || pixel === 0 || interlaced !== 0) return png;
  const plain = unfilter(inflateSync(Buffer.concat(packed)), header.readUInt32BE(0) * pixel, pixel);
  const small = deflateSync(plain, { level: 9, memLevel: 9 });
  return Buffer.concat([png.subarray(0, signatureBytes), chunk('IHDR', header), chunk('IDAT', small), chunk('IEND', Buffer.alloc(0))]);
};
