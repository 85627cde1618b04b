/**
 * Resolves once what a press has changed is on the screen, for what need not come before that: a request, what only follows. Where nobody
 * looks at the page, or turns away from it, there is no picture to wait for.
 */
export function afterPicture(): Promise<void> {
  if (document.hidden) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const shown = new AbortController()
  document.addEventListener('visibilitychange', () => resolve(), { signal: shown.signal })
  requestAnimationFrame(() => setTimeout(resolve))
  return promise.then(() => shown.abort())
}
