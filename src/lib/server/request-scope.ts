import { AsyncLocalStorage } from 'node:async_hooks'
import { findReaderBy, plainReader, type Reader } from '@/lib/reader'

/** What is known of the request that the code at hand works for. The address and the reader are asked for only when somebody wants them. */
export type RequestScope = { requestId: string; address: () => string; reader: () => Reader }

const storage = new AsyncLocalStorage<RequestScope>()

/** What writes dates and numbers asks for the reader: of the request, of nobody for a job and for a command. */
findReaderBy(() => storage.getStore()?.reader() ?? plainReader)

/** Runs `work`, and whatever it waits for, as part of a request. */
export function inRequest<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work)
}

/** The request that this is done for; undefined for a job and for a command. */
export function currentRequest(): RequestScope | undefined {
  return storage.getStore()
}
