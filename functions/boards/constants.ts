/** Key spelling and limits of boards; every key begins with the tenant, templates with the reseller. Imports nothing. */
export const boardsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#BOARDS`;
export const boardPrefix = 'BOARD#';
/** Changes with each new board of a site, so that two that are made at once are not both the last one that it may have. */
export const boardsHeadSk = 'BOARD';
export const boardSk = (board: string): string => `${boardPrefix}${board}`;
export const boardVersionPrefix = (board: string): string => `BOARDV#${board}#`;
/** Eight digits, so that versions sort as numbers. */
export const boardVersionSk = (board: string, version: number): string => `${boardVersionPrefix(board)}${String(version).padStart(8, '0')}`;
export const templatesPk = (reseller: string): string => `R#${reseller}#TEMPLATES`;
export const templatePrefix = 'TEMPLATE#';
/** The same of a reseller's templates. */
export const templatesHeadSk = 'TEMPLATE';
export const templateSk = (template: string): string => `${templatePrefix}${template}`;
export const followPrefix = (template: string): string => `FOLLOW#${template}#`;
export const followSk = (template: string, tenant: string, site: string, board: string): string =>
  `${followPrefix(template)}${tenant}#${site}#${board}`;

/** Versions that can be read; an older one goes with the next save. */
export const keptVersions = 50;
/** A tombstone stays so long, that everybody hears of it. */
export const tombstoneSeconds = 86_400;
/** An item of the table holds 400 kB; a board must fit into one, packed, beside its head. */
export const largestPackedBoard = 350_000;
export const largestUnpackedBoard = 8 * 1_048_576;
export const boardsPerSite = 500;
export const templatesPerReseller = 200;
/** Agents, extensions or trunks of a grid that have figures of their own. */
export const rowsWithFigures = 200;
export const figuresPerView = 1_000;
/** Ids of what everybody has begin so; nobody else may take one. */
export const standardPrefix = 'standard-';
export const templateSites = 100;
/** Followers of a template that are brought up to date at the same time. */
export const followersAtOnce = 8;
/** What a request spends on them; those left over lag until the template is saved again. */
export const followersMs = 20_000;
/** Changes of a template that are told of it. */
export const keptTemplateChanges = 50;
