/** Key spelling and limits of mails, in the reports table. Imports nothing. */
export const mailPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#MAIL`;
export const stoppedPrefix = 'STOPPED#';
/** Addresses are looked at without regard to capitals, as mail servers do. */
export const stoppedSk = (address: string): string => `${stoppedPrefix}${address.toLowerCase()}`;
export const countSk = (day: string): string => `COUNT#${day}`;

/** Addresses that mails of a site go to in a UTC day, each mail counted for each of its addresses. */
export const recipientsPerDay = 1_000;
/** Files up to this go into the mail; beyond it links do. With their encoding they are a third more; many servers end at 10 MB. */
export const attachedBytesAtMost = 7 * 1_024 * 1_024;
export const mailService = 'mail';
/** Temporary failures of delivery, which the mail service tries again by itself. */
export const transientBouncesMetric = 'mailBouncesTransient';
export const stoppedMetric = 'mailAddressesStopped';
export const unreadableEventsMetric = 'mailEventsUnreadable';
