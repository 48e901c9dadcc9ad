import { xmlText } from './xml-text.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageSpace = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Parts that spreadsheets and documents have in common (ECMA-376 part 2). */
export const contentTypes = (overrides: readonly (readonly [string, string])[], images: readonly string[] = []): string =>
  `${head}<Types xmlns="${packageSpace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${images
    .map((ending) => `<Default Extension="${ending}" ContentType="image/${ending}"/>`)
    .join('')}${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('')}</Types>`;

export const relationships = (targets: readonly { readonly id: string; readonly type: string; readonly target: string }[]): string =>
  `${head}<Relationships xmlns="${packageSpace}/relationships">${targets
    .map(
      ({ id, type, target }) =>
        `<Relationship Id="${id}" Type="${type.startsWith('http') ? type : `${office}/${type}`}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** `main` = path of the workbook or document. */
export const rootRelationships = (main: string): string =>
  relationships([
    { id: 'rId1', type: 'officeDocument', target: main },
    { id: 'rId2', type: `${packageSpace}/relationships/metadata/core-properties`, target: 'docProps/core.xml' },
  ]);

/** `subject`: whose calls it holds; null = nothing is said of it. */
export const coreProperties = (title: string, subject: string | null, createdAt: number): string => {
  const at = `${new Date(createdAt).toISOString().slice(0, 19)}Z`;
  return `${head}<cp:coreProperties xmlns:cp="${packageSpace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title>${subject === null ? '' : `<dc:subject>${xmlText(subject)}</dc:subject>`}<dc:creator>Trunkline</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
};

const printTitles = (sheet: string, title: string): string =>
  title
    .split(',')
    .map((part) => `'${xmlText(sheet)}'!${part}`)
    .join(',');

/** @param titles what each printed page of a sheet begins with: `$1:$1`, with columns `$A:$A,…`; of the first sheets, as many as there are */
export const workbookParts = (
  sheets: readonly string[],
  titles: readonly string[],
): { readonly workbook: string; readonly relations: string } => ({
  workbook: `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${sheets
    .map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets>${
    titles.length === 0
      ? ''
      : `<definedNames>${titles.map((title, i) => `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${printTitles(sheets[i] ?? '', title)}</definedName>`).join('')}</definedNames>`
  }</workbook>`,
  relations: relationships([
    ...sheets.map((_, i) => ({ id: `rId${i + 1}`, type: 'worksheet', target: `worksheets/sheet${i + 1}.xml` })),
    { id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' },
  ]),
});
