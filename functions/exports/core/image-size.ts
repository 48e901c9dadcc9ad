export interface ImageSize {
  readonly width: number;
  readonly height: number;
}
const most = 20_000;
const sane = (width: number, height: number): ImageSize | null =>
  width > 0 && height > 0 && width <= most && height <= most ? { width, height } : null;

const pngSize = (view: DataView): ImageSize | null =>
  view.byteLength >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452
    ? sane(view.getUint32(16), view.getUint32(20))
    : null;

/** Frame headers are C0 to CF without C4 (Huffman tables), C8 and CC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const jpegSize = (view: DataView): ImageSize | null => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2))
    if (isFrame(view.getUint8(at + 1))) return sane(view.getUint16(at + 7), view.getUint16(at + 5));
  return null;
};

/** Pixels of a PNG or JPEG file by its header; null for what is neither, or damaged there. */
export const imageSize = (bytes: Uint8Array): ImageSize | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return pngSize(view) ?? jpegSize(view);
};

/** As large as fits, never enlarged. */
export const fitInto = ({ width, height }: ImageSize, box: ImageSize): ImageSize => {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: width * scale, height: height * scale };
};
