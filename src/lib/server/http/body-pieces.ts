import { tooLarge } from './body-limit'
import { watchPace } from './body-pace'

/**
 * A request's body as it arrives, up to `limit` bytes, at so many bytes a second at least. Throws `too_large`, and `too_slow` for one that
 * trickles.
 */
export async function* bodyPieces(
  request: Request,
  limit: number,
  bytesPerSecond?: number,
): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  if (!request.body) return
  const reader = request.body.getReader()
  const pace = watchPace(bytesPerSecond)
  let isOver = false
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), pace.tooSlow])
      isOver = done
      if (done) return
      if (pace.count(value.byteLength) > limit) throw tooLarge(limit)
      yield value
    }
  } finally {
    pace.stop()
    if (!isOver) void reader.cancel().catch(() => undefined)
  }
}
