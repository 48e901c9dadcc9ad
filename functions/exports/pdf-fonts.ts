import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pdfMake from 'pdfmake';
import fonts from 'pdfmake/build/vfs_fonts.js';

export interface PdfFonts {
  readonly normal: string;
  readonly bold: string;
}
let made: Promise<PdfFonts> | undefined;

const write = async (): Promise<PdfFonts> => {
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-fonts-'));
  const put = async (name: string): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, Buffer.from(fonts[name] ?? '', 'base64'), { mode: 0o600 });
    return path;
  };
  const [normal, bold] = [await put('Roboto-Regular.ttf'), await put('Roboto-Medium.ttf')];
  pdfMake.setFonts({ Roboto: { normal, bold, italics: normal, bolditalics: bold } });
  // Reports carry words of strangers: nothing in them may make the library read a file or an address.
  pdfMake.setUrlAccessPolicy(() => false);
  pdfMake.setLocalAccessPolicy((path) => path === normal || path === bold);
  return { normal, bold };
};

/** Fonts as files, as charts find them by path only; the bundle carries them inside. Written once a process. */
export const providePdfFonts = (): Promise<PdfFonts> => {
  made ??= write().catch((error: unknown) => {
    made = undefined;
    throw error;
  });
  return made;
};
