import type { AboutLine } from './about-lines.ts';
import { cellText, isFigure } from './cell-text.ts';
import type { FileColumn, FileRow } from './file-types.ts';
import { widthOf } from './sheet-xml.ts';
import { xmlText } from './xml-text.ts';

/** Twentieths of a point. A4 lying; wide tables get a wider sheet, at most the 22 inches that Word knows. */
const page = { height: 11_906, width: 16_838, widest: 31_680, margin: 720 } as const;
/** Half points. */
const sizes = [18, 16, 14] as const;
/** A character of so many half points, in twentieths of a point. */
const characterTwips = (halfPoints: number): number => halfPoints * 5.2;
const paddingTwips = 160;

export interface TableLook {
  readonly pageWidth: number;
  readonly size: number;
  readonly widths: readonly number[];
}

/** The largest letters with which the columns fit, on the smallest sheet; beyond the widest one columns become narrower. */
export const tableLook = (columns: readonly FileColumn[]): TableLook => {
  const needed = (size: number): number[] => columns.map((column) => widthOf(column) * characterTwips(size) + paddingTwips);
  const sum = (widths: readonly number[]): number => widths.reduce((all, one) => all + one, 0);
  const room = page.width - 2 * page.margin;
  const size = sizes.find((one) => sum(needed(one)) <= room) ?? sizes[sizes.length - 1] ?? 14;
  const all = sum(needed(size));
  const pageWidth = Math.round(Math.min(page.widest, Math.max(page.width, all + 2 * page.margin)));
  const scale = all === 0 ? 1 : (pageWidth - 2 * page.margin) / all;
  return { pageWidth, size, widths: needed(size).map((width) => Math.floor(width * scale)) };
};

const run = (text: string, marks: string): string =>
  `<w:r>${marks === '' ? '' : `<w:rPr>${marks}</w:rPr>`}${text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`)
    .join('<w:br/>')}</w:r>`;
const paragraph = (runs: string, marks = ''): string => `<w:p>${marks === '' ? '' : `<w:pPr>${marks}</w:pPr>`}${runs}</w:p>`;
const sized = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;

const space =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** English Metric Units of a pixel at 96 dpi. */
const emu = 9_525;
const logoXml = (width: number, height: number): string => {
  const extent = `cx="${Math.round(width * emu)}" cy="${Math.round(height * emu)}"`;
  return paragraph(
    `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="1" name="Logo" descr="Logo"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
  );
};

/** Until the first row of the table. `logo` in pixels. */
export const documentHead = (params: {
  readonly title: string;
  readonly about: readonly AboutLine[];
  readonly logo: { readonly width: number; readonly height: number } | null;
  readonly columns: readonly FileColumn[];
  readonly look: TableLook;
}): string => {
  const { title, about, logo, columns, look } = params;
  const borders = ['top', 'bottom', 'insideH'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="B8C0CC"/>`).join('');
  const header = columns
    .map(
      (column, i) =>
        `<w:tc><w:tcPr><w:tcW w:w="${look.widths[i] ?? 0}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="E3E8EF"/></w:tcPr>${paragraph(run(column.header, `<w:b/>${sized(look.size)}`), isFigure(column) ? '<w:jc w:val="right"/>' : '')}</w:tc>`,
    )
    .join('');
  return `${head}<w:document ${space}><w:body>${logo === null ? '' : logoXml(logo.width, logo.height)}${paragraph(run(title, ''), '<w:pStyle w:val="Title"/>')}${about
    .map(({ label, text }) => paragraph(run(`${label}: `, `<w:b/>${sized(18)}`) + run(text, sized(18)), '<w:spacing w:after="20"/>'))
    .join(
      '',
    )}${paragraph('')}<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${look.widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${header}</w:tr>`;
};

/** A row whose text is longer may be parted by the end of a page. */
const splitCharacters = 500;

export const createDocumentRow = (columns: readonly FileColumn[], look: TableLook, wallOf: (at: number) => number) => {
  const cells = columns.map((column, i) => ({
    column,
    open: `<w:tc><w:tcPr><w:tcW w:w="${look.widths[i] ?? 0}" w:type="dxa"/></w:tcPr>`,
    marks: isFigure(column) ? '<w:jc w:val="right"/>' : '',
  }));
  return (row: FileRow, bold = false): string => {
    const texts = cells.map(({ column }, i) => cellText(column, row[i] ?? null, wallOf));
    const whole = texts.every((text) => text.length <= splitCharacters);
    const marks = `${bold ? '<w:b/>' : ''}${sized(look.size)}`;
    return `<w:tr>${whole ? '<w:trPr><w:cantSplit/></w:trPr>' : ''}${cells.map((cell, i) => `${cell.open}${paragraph(run(texts[i] ?? '', marks), cell.marks)}</w:tc>`).join('')}</w:tr>`;
  };
};

export const documentTail = (look: TableLook): string =>
  `</w:tbl><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="${look.pageWidth}" w:h="${page.height}" w:orient="landscape"/><w:pgMar w:top="${page.margin}" w:right="${page.margin}" w:bottom="${page.margin}" w:left="${page.margin}" w:header="360" w:footer="360" w:gutter="0"/></w:sectPr></w:body></w:document>`;

const field = (code: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
export const footerXml = (title: string): string =>
  `${head}<w:ftr ${space}>${paragraph(`${run(`${title}    `, sized(16))}${field('PAGE')}${run(' of ', '')}${field('NUMPAGES')}`, '<w:jc w:val="center"/>')}</w:ftr>`;

export const documentStyles = (): string =>
  `${head}<w:styles ${space}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/><w:sz w:val="18"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>`;
