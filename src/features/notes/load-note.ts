/** The schema of a note, for what is read later than the page. */
export const loadNote = async () => (await import('./notes.schema')).Note
