import { AsyncLocalStorage } from 'node:async_hooks'
import { transaction, type Transaction } from './db'

/** So many at most, so that nobody waits long for the others. */
const MOST = 64

type Waiting = { run: (tx: Transaction) => void; resolve: () => void; reject: (error: unknown) => void }

let waiting: Waiting[] = []

/**
 * As `transaction()`, for what many ask for at the same moment: all that was asked for in one turn of the event loop goes to the disk
 * together. It resolves after that commit, and rejects when it could not be made. Work that throws undoes itself alone: all are
 * undone then, and each is done again in a transaction of its own, so that, as ever, it must be free of side effects.
 */
export function transactTogether<T>(
  work: (tx: Transaction) => T extends PromiseLike<unknown> ? never : T,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let result: { value: T } | undefined
    const run = AsyncLocalStorage.bind((tx: Transaction) => {
      result = { value: work(tx) }
      if (result.value instanceof Promise)
        throw new TypeError('A transaction must be synchronous: its callback returned a promise.')
    })
    const isFirst = waiting.length === 0
    waiting.push({ run, resolve: () => result && resolve(result.value), reject })
    if (isFirst) setImmediate(commitWaiting)
  })
}

function commitWaiting(): void {
  const now = waiting.slice(0, MOST)
  waiting = waiting.slice(MOST)
  if (waiting.length > 0) setImmediate(commitWaiting)
  if (now.length > 1 && isCommitted(now)) for (const { resolve } of now) resolve()
  else for (const one of now) commitAlone(one)
}

/** False when one of them threw or the commit failed; then nothing of any is kept. */
function isCommitted(all: readonly Waiting[]): boolean {
  try {
    transaction((tx) => {
      for (const { run } of all) run(tx)
    })
    return true
  } catch {
    return false
  }
}

function commitAlone({ run, resolve, reject }: Waiting): void {
  try {
    transaction((tx) => {
      run(tx)
    })
  } catch (error) {
    reject(error)
    return
  }
  resolve()
}
