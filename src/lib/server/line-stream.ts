/** So many lines are written at once. */
const BATCH = 200

/** Lines as a file that is made while it is read: a reader who is slow makes it wait, and the memory does not grow. */
export function streamLines<T>(
  items: Iterator<T>,
  head: string,
  lineOf: (item: T) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let text = head
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        let isOver = false
        for (let count = 0; count < BATCH && !isOver; count += 1) {
          const { done, value } = items.next()
          if (done) isOver = true
          else text += lineOf(value)
        }
        if (text !== '') controller.enqueue(encoder.encode(text))
        text = ''
        if (isOver) controller.close()
      },
    },
    { highWaterMark: 1 },
  )
}
