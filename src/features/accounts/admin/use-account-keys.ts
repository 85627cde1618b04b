import { useEventListener } from '@vueuse/core'
import { isTyping } from '@/lib/is-typing'

type Grid = {
  /** The link of each row, in order. */
  rows: () => HTMLElement[]
  toggle: (place: number) => void
  search: () => void
}

/** j and k go from one account to the next, x selects, / searches; Enter follows the link that has the focus. */
export function useAccountKeys({ rows, toggle, search }: Grid): void {
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const all = rows()
    const at = all.findIndex((row) => row.closest('tr')?.contains(document.activeElement))
    if (event.key === 'j') all[Math.min(at + 1, all.length - 1)]?.focus()
    else if (event.key === 'k') all[Math.max(at - 1, 0)]?.focus()
    else if (event.key === 'x' && at >= 0) toggle(at)
    else if (event.key === '/') search()
    else return
    event.preventDefault()
  })
}
