import { shallowRef, watch, type ShallowRef } from 'vue'
import { takeTurn } from '@/lib/take-turn'

/** What `source` gives, after the next picture: a press or a key is answered before what only follows it is drawn. */
export function useLater<T>(source: () => T): Readonly<ShallowRef<T>> {
  const later = shallowRef(source())
  let isDue = false

  async function follow() {
    if (isDue) return
    isDue = true
    await takeTurn()
    isDue = false
    later.value = source()
  }

  watch(source, follow)
  return later
}
