import pdfMake, { type Content } from 'pdfmake';
import type { AboutLine } from './core/about-lines.ts';
import { chartSvg } from './core/chart-svg.ts';
import type { DrawnChart, FileLogo } from './core/file-types.ts';
import { page, room } from './core/page-layout.ts';
import { printable } from './core/printable.ts';
import { printableChart } from './core/printable-chart.ts';
import { splitLongWords } from './core/split-long-words.ts';
import { cutText } from './core/xml-text.ts';

export interface PdfFront {
  readonly title: string;
  /** Whose calls it holds; null = nobody told. */
  readonly subject: string | null;
  /** On each page. */
  readonly foot: string;
  readonly about: readonly AboutLine[];
  readonly logo: FileLogo | null;
  readonly chart: DrawnChart | null;
  readonly generatedAt: number;
}
const chartHeight = 190;

/** Letters of a word that fit into the narrowest line there is: half of the foot. */
const wordFits = 40;

/** Words that may be wider than their line are broken within; all others between words. */
const breakable = (text: string): Content[] =>
  splitLongWords(text, wordFits).map((part) => (part.long ? { text: part.text, wordBreak: 'break-all' } : part.text));

const logoContent = ({ contentType, bytes }: FileLogo): Content => ({
  image: `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`,
  fit: [150, 44],
  alignment: 'right',
});

const frontContent = ({ title, about, logo, chart }: PdfFront): Content[] => [
  {
    columns: [
      { text: breakable(printable(title)), fontSize: 17, bold: true, width: '*' },
      ...(logo === null ? [] : [{ ...Object(logoContent(logo)), width: 160 }]),
    ],
    columnGap: 12,
    margin: [0, 0, 0, 6],
  },
  ...about.map(
    ({ label, text }): Content => ({
      columns: [
        { text: label, bold: true, width: 82 },
        { text: breakable(printable(text)), width: '*' },
      ],
      columnGap: 6,
      margin: [0, 0, 0, 1.5],
    }),
  ),
  ...(chart === null
    ? []
    : [{ svg: chartSvg(printableChart(chart), Math.floor(room), chartHeight), width: Math.floor(room), margin: [0, 8, 0, 0] } as Content]),
  { text: ' ', id: 'end', fontSize: 4 },
];

export interface OpenPdf {
  /** A page goes out when the next one is begun: a document is never in memory. */
  readonly doc: PDFKit.PDFDocument;
  /** Where on the last page the table may begin. */
  readonly y: number;
  readonly pages: number;
}
const footSize = 7;
const footColour = '#5b6470';
const footName = (foot: string): string => printable(cutText(foot, 90));
export const footWords = (number: number, of: number): string => `${number} of ${of}`;

/** Foot of a page that the table began. */
export const drawFoot = (doc: PDFKit.PDFDocument, font: string, foot: string, words: string): void => {
  const y = page.height - page.margin - page.foot + 10;
  doc.font(font).fontSize(footSize).fillColor(footColour);
  doc.text(footName(foot), page.margin, y, { lineBreak: false });
  doc.text(words, page.width - page.margin - doc.widthOfString(words), y, { lineBreak: false });
};

/** A document with what stands before the table, which begins `tablePages` pages more. */
export const openPdf = async (front: PdfFront, tablePages: number): Promise<OpenPdf> => {
  let [y, pages] = [page.margin as number, 1];
  const made = pdfMake.createPdf({
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [page.margin, page.margin, page.margin, page.margin + page.foot],
    language: 'en-GB',
    version: '1.7',
    info: {
      title: front.title,
      ...(front.subject === null ? {} : { subject: front.subject }),
      creator: 'Trunkline',
      producer: 'Trunkline',
      creationDate: new Date(front.generatedAt),
    },
    defaultStyle: { font: 'Roboto', fontSize: 8, color: '#20262e' },
    content: frontContent(front),
    footer: (number, count) => {
      pages = count;
      return {
        columns: [{ text: breakable(footName(front.foot)) }, { text: footWords(number, count + tablePages), alignment: 'right' }],
        fontSize: footSize,
        color: footColour,
        margin: [page.margin, 10, page.margin, 0],
      };
    },
    pageBreakBefore: (node) => {
      if (node.id === 'end') y = (node.startPosition?.top ?? page.margin) + 4;
      return false;
    },
  });
  const doc = await made.getStream();
  return { doc, y, pages };
};
