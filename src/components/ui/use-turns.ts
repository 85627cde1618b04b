import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import { takeTurn } from '@/lib/take-turn'

type Turns = {
  /** How many are drawn by now. */
  drawn: ShallowRef<number>
  /** Draws the rest, and resolves when all are. */
  draw: () => Promise<void>
}

/**
 * Draws `step` more of `total()` each turn, so that a press or a key finds room between. A component that is gone takes no more turns.
 */
export function useTurns({
  total,
  step,
  first = 0,
}: {
  total: () => number
  step: number
  first?: number
}): Turns {
  const drawn = shallowRef(first)
  let isDrawing = false

  async function draw() {
    if (isDrawing) return
    isDrawing = true
    while (drawn.value < total()) {
      await takeTurn()
      drawn.value += step
    }
    isDrawing = false
  }

  onBeforeUnmount(() => (drawn.value = Infinity))
  return { drawn, draw }
}
