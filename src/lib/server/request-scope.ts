import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known of the request that the code at hand works for. The address is asked for only when somebody wants it. */
export type RequestScope = { requestId: string; address: () => string }

const storage = new AsyncLocalStorage<RequestScope>()

/** Runs `work`, and whatever it waits for, as part of a request. */
export function inRequest<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work)
}

/** The request that this is done for; undefined for a job and for a command. */
export function currentRequest(): RequestScope | undefined {
  return storage.getStore()
}
