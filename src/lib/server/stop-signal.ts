/** Aborts at the first SIGINT or SIGTERM; the second ends the process as ever. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)))
  }
  return stopping.signal
}
