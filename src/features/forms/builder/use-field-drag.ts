import { useEventListener, useRafFn } from '@vueuse/core'
import { computed, ref, type Ref } from 'vue'

/** A mouse that moves less than this only clicks; so near to an edge of the window the page scrolls. In pixels. */
const THRESHOLD = 5
const EDGE = 72
const FASTEST = 14

type Drag = { key: string; from: number; pointerId: number; startY: number; isOn: boolean }

type Told = {
  /** It was taken up. */ lifted: (key: string, place: number) => void
  /** It would now come to this place. */ over: (place: number) => void
  dropped: (key: string, place: number) => void
  cancelled: (place: number) => void
}

/**
 * Moves the items of a list by a pointer: mouse, pen or finger. A finger drags by the grip alone, so that the rest of the list
 * still scrolls. `to` is the place that the dragged item would have among all; Escape puts it back.
 */
export function useFieldDrag(list: Readonly<Ref<HTMLElement | null>>, told: Told) {
  const drag = ref<Drag | null>(null)
  const to = ref(0)
  const offset = ref(0)
  let pointerY = 0
  let scrolledFrom = 0

  const dragged = computed(() => (drag.value?.isOn ? drag.value.key : null))
  const scroll = useRafFn(scrollAtEdge, { immediate: false })

  function begin(event: PointerEvent, key: string, from: number) {
    const isOnGrip = event.target instanceof Element && event.target.closest('[data-slot=grip]') !== null
    if (drag.value || event.button !== 0 || (event.pointerType !== 'mouse' && !isOnGrip)) return
    drag.value = { key, from, pointerId: event.pointerId, startY: event.clientY, isOn: false }
    to.value = from
    if (isOnGrip) event.preventDefault()
  }

  useEventListener('pointermove', (event: PointerEvent) => {
    if (event.pointerId !== drag.value?.pointerId) return
    pointerY = event.clientY
    if (!drag.value.isOn && Math.abs(pointerY - drag.value.startY) < THRESHOLD) return
    if (!drag.value.isOn) lift(event)
    look()
  })

  useEventListener('pointerup', (event: PointerEvent) => {
    if (event.pointerId !== drag.value?.pointerId) return
    const { key, from, isOn } = drag.value
    end()
    if (isOn && to.value !== from) told.dropped(key, to.value)
    else if (isOn) told.cancelled(from)
  })

  useEventListener('pointercancel', (event: PointerEvent) => {
    if (event.pointerId === drag.value?.pointerId) cancel()
  })

  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag.value?.isOn) return
    event.preventDefault()
    cancel()
  })

  /** The item has the pointer from now on, so that letting it go clicks nothing. */
  function lift({ pointerId }: PointerEvent) {
    if (!drag.value) return
    drag.value.isOn = true
    scrolledFrom = scrollY
    itemOf(drag.value.key)?.setPointerCapture(pointerId)
    scroll.resume()
    told.lifted(drag.value.key, drag.value.from)
  }

  function look() {
    if (!drag.value) return
    offset.value = pointerY - drag.value.startY + scrollY - scrolledFrom
    const place = others().filter((item) => middleOf(item) < pointerY).length
    if (place === to.value) return
    to.value = place
    told.over(place)
  }

  function scrollAtEdge() {
    const [above, below] = [EDGE - pointerY, pointerY - (innerHeight - EDGE)]
    const depth = Math.max(above, below)
    if (depth <= 0) return
    scrollBy(0, Math.sign(below - above) * Math.ceil((Math.min(depth, EDGE) / EDGE) * FASTEST))
    look()
  }

  function cancel() {
    const from = drag.value?.from ?? 0
    const wasOn = drag.value?.isOn
    end()
    if (wasOn) told.cancelled(from)
  }

  function end() {
    drag.value = null
    offset.value = 0
    scroll.pause()
  }

  const items = () => [...(list.value?.querySelectorAll<HTMLElement>('[data-key]') ?? [])]
  const itemOf = (key: string) => items().find(({ dataset }) => dataset['key'] === key)
  const others = () => items().filter(({ dataset }) => dataset['key'] !== drag.value?.key)

  /** On which side of the item at `place` the dragged one would come to lie. */
  function dropSide(key: string): 'before' | 'after' | undefined {
    const current = drag.value
    if (!current?.isOn || to.value === current.from) return undefined
    const rest = others()
    const at = rest.findIndex(({ dataset }) => dataset['key'] === key)
    if (at === to.value && at >= 0) return 'before'
    return at === rest.length - 1 && to.value === rest.length ? 'after' : undefined
  }

  return { dragged, offset, begin, dropSide }
}

function middleOf(item: HTMLElement): number {
  const { top, height } = item.getBoundingClientRect()
  return top + height / 2
}
