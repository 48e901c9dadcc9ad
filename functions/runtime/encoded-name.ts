/** A file's name as `filename*=UTF-8''…` of a Content-Disposition takes it (RFC 5987 §3.2.1, RFC 6266). */
export const encodedName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
