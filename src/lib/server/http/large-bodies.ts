import * as words from '@/lib/words/requests'
import { AppError } from '../errors'

/**
 * How much of bodies that are larger than usual may be under way at once, in bytes: of all clients, and of one address. What arrives
 * faster than it is written waits in memory, since Bun.serve slows no sender down.
 */
export const largeBodies = { most: 50 * 1024 * 1024, mostOfOne: 26 * 1024 * 1024, retryAfter: 5 }

const underWay = new Map<string, number>()
let all = 0

/**
 * Reserves the room for a large body of a client; returns how to give it back. Throws `busy`, with the seconds to wait, when too much
 * is under way.
 */
export function reserveRoom(bytes: number, address: string): () => void {
  const own = underWay.get(address) ?? 0
  if (all + bytes > largeBodies.most || (own > 0 && own + bytes > largeBodies.mostOfOne))
    throw new AppError('busy', words.tooManyFiles, {
      retryAfter: largeBodies.retryAfter,
    })
  all += bytes
  underWay.set(address, own + bytes)
  return () => {
    all -= bytes
    const left = (underWay.get(address) ?? 0) - bytes
    if (left > 0) underWay.set(address, left)
    else underWay.delete(address)
  }
}
