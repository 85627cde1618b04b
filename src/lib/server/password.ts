import { availableParallelism } from 'node:os'
import { AppError } from './errors'

/** OWASP's figures for argon2id (Password Storage Cheat Sheet): 19 MiB and two passes, fit for a small box. */
const argon2id = { algorithm: 'argon2id', memoryCost: 19_456, timeCost: 2 } as const

/**
 * Hashes keep a core busy each: where there are more than two, one is left for the pages of everybody else. Four at once take 76 MiB;
 * fifty more may wait, which is two seconds' work.
 */
const limits = { running: Math.min(4, Math.max(2, availableParallelism() - 1)), waiting: 50 }

let running = 0
const queue: (() => void)[] = []

/** The PHC string of a password. Throws `busy` when too many are under way. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => Bun.password.hash(password, argon2id))
}

/** True when `password` made `hash`. Throws `busy` when too many are under way. */
export function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  return inTurn(() => Bun.password.verify(password, hash))
}

/** True when a hash was made with other figures than today's: make it anew while its password is at hand. */
export function needsRehash(hash: string): boolean {
  const { memoryCost, timeCost } = argon2id
  return !hash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$`)
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= limits.running) await wait()
  else running += 1
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}

/** Resolves when a place is handed over; the place stays counted in between. */
function wait(): Promise<void> {
  if (queue.length >= limits.waiting) throw new AppError('busy', undefined, { retryAfter: 2 })
  return new Promise((resolve) => queue.push(resolve))
}
