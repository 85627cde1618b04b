/** How much of a file is written and read at once, in bytes: docs/decisions/028-files-in-the-database.md says why. */
export const PIECE = 256 * 1024

/** A piece of a file; positions count from 0. */
export type Piece = { position: number; data: Buffer }

/** A file's content in pieces, in order. */
export function* piecesOf(content: Uint8Array): Generator<Piece> {
  for (let position = 0; position * PIECE < content.byteLength; position += 1)
    yield { position, data: Buffer.from(content.subarray(position * PIECE, (position + 1) * PIECE)) }
}

/** A file as a stream. `readAfter` finds the first piece after a position, from -1 on, and is asked when somebody takes it. */
export function streamOfPieces(
  readAfter: (position: number) => Piece | undefined,
): ReadableStream<Uint8Array> {
  let last = -1
  return new ReadableStream(
    {
      pull: (controller) => {
        const piece = readAfter(last)
        if (!piece) return controller.close()
        last = piece.position
        controller.enqueue(new Uint8Array(piece.data))
      },
    },
    { highWaterMark: 1 },
  )
}
