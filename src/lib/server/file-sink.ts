/** A file of a form that begins to arrive: the name of its field, and what its sender calls it. */
export type FilePart = { field: string; name: string }

/** Takes a file piece by piece, in order, and is told when all of it has been there. */
export type FileSink = { write: (piece: Uint8Array) => void; end: () => void }
