import { afterEach, beforeEach, vi } from 'vitest'

/**
 * In a file of tests that calls it, no frame is drawn by itself. What it returns lets those be drawn that are asked for, and the tasks
 * after them run.
 */
export function frameByFrame(): () => Promise<void> {
  let asked: FrameRequestCallback[] = []

  beforeEach(() => {
    asked = []
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => asked.push(callback))
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  return async () => {
    await rest()
    for (const callback of asked.splice(0)) callback(0)
    await rest()
    await rest()
  }
}

const rest = () => new Promise((resolve) => setTimeout(resolve))
