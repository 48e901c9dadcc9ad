import { aboutLines, chartLine } from './core/about-lines.ts';
import { createDocumentRow, documentHead, documentStyles, documentTail, footerXml, tableLook } from './core/document-xml.ts';
import type { FileLogo, FilePlace } from './core/file-types.ts';
import { fitInto, imageSize } from './core/image-size.ts';
import { contentTypes, coreProperties, relationships, rootRelationships } from './core/office-parts.ts';
import { footTitle, placeWords } from './core/place-words.ts';
import { totalsRow } from './core/totals-row.ts';
import { createWallOf } from './core/wall-clock.ts';
import { batchRows, type FileQuestion, notInWord, refuseCancelled, type WriteRows } from './file-question.ts';
import { createZipFile, putEntry, type ZipFile } from './zip-file.ts';

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** Pixels. */
const logoBox = { width: 220, height: 60 } as const;

const putParts = async (
  zip: ZipFile,
  { title, generatedAt }: FileQuestion,
  place: FilePlace | undefined,
  logo: FileLogo | null,
): Promise<void> => {
  const image = logo?.contentType === 'image/jpeg' ? 'jpeg' : 'png';
  await putEntry(zip, 'word/styles.xml', documentStyles());
  await putEntry(zip, 'word/footer1.xml', footerXml(footTitle(title, place)));
  if (logo !== null) await putEntry(zip, `word/media/logo.${image}`, logo.bytes);
  const relations = [
    { id: 'rIdStyles', type: 'styles', target: 'styles.xml' },
    { id: 'rIdFooter', type: 'footer', target: 'footer1.xml' },
    ...(logo === null ? [] : [{ id: 'rIdLogo', type: 'image', target: `media/logo.${image}` }]),
  ];
  await putEntry(zip, 'word/_rels/document.xml.rels', relationships(relations));
  await putEntry(zip, '_rels/.rels', rootRelationships('word/document.xml'));
  await putEntry(zip, 'docProps/core.xml', coreProperties(title, placeWords(place), generatedAt));
  const types = [
    ['/word/document.xml', `${main}.document.main+xml`],
    ['/word/styles.xml', `${main}.styles+xml`],
    ['/word/footer1.xml', `${main}.footer+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ] as const;
  await putEntry(zip, '[Content_Types].xml', contentTypes(types, logo === null ? [] : [image]));
};

/** A lying sheet with what the figures are, one table with its header on each page, totals, page numbers. No chart: Word draws no SVG alone. */
export const writeDocx: WriteRows = async (open, question, path) => {
  const { columns } = open;
  const wallOf = createWallOf(open.timeZone);
  const look = tableLook(columns);
  const size = question.logo === null ? null : imageSize(question.logo.bytes);
  const logo = size === null ? null : question.logo;
  const rowXml = createDocumentRow(columns, look, wallOf);
  const zip = await createZipFile(path, 6);
  try {
    const document = await zip.entry('word/document.xml');
    const about = aboutLines(open, question, wallOf).slice(1);
    const words = question.chartWords ?? (question.chart == null ? null : notInWord);
    await document.write(
      documentHead({
        title: question.title,
        about: [...about, ...chartLine(words)],
        logo: size === null ? null : fitInto(size, logoBox),
        columns,
        look,
      }),
    );
    let rows = 0;
    for await (const batch of open.batches(batchRows)) {
      refuseCancelled(question);
      await document.write(batch.map((cells) => rowXml(cells)).join(''));
      rows += batch.length;
      question.onProgress?.(rows);
    }
    const totals = totalsRow(columns, open.totals);
    if (totals !== null) await document.write(rowXml(totals, true));
    await document.write(documentTail(look));
    await document.end();
    await putParts(zip, question, open.place, logo);
    await zip.finish();
    return rows;
  } catch (error) {
    await zip.abort();
    throw error;
  }
};
