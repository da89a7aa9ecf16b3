export const maxAttachments = 5;
export const maxAttachmentBytes = 10 * 1024 * 1024;
/** What one member may send in a day: files, and applications. */
export const filesADay = 20;
export const applicationsADay = 20;
/** How long a file waits to be applied with. */
export const unusedAttachmentsMs = 24 * 3_600_000;
