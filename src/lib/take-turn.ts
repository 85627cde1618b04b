let last: Promise<void> = Promise.resolve()

/**
 * Resolves in a task of its own, one a frame, in the order of asking: what is drawn in turns leaves room between for presses
 * and keys.
 */
export function takeTurn(): Promise<void> {
  last = last.then(nextFrame)
  return last
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
