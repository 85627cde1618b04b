import { useEventListener } from '@vueuse/core'
import { isTyping } from '@/lib/is-typing'
import type { ResponseStatus } from './responses.schema'

const statusKeys: Record<string, ResponseStatus> = { 1: 'new', 2: 'in_work', 3: 'done', 4: 'spam' }

type Inbox = {
  /** The link of each row, in order. */
  rows: () => HTMLElement[]
  toggle: (place: number) => void
  setStatus: (place: number, status: ResponseStatus) => void
}

/** j and k go from one response to the next, x selects, 1 to 4 set the status; Enter follows the link that has the focus. */
export function useInboxKeys({ rows, toggle, setStatus }: Inbox): void {
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const all = rows()
    const at = all.findIndex((row) => row.closest('tr')?.contains(document.activeElement))
    const status = statusKeys[event.key]
    if (event.key === 'j') all[Math.min(at + 1, all.length - 1)]?.focus()
    else if (event.key === 'k') all[Math.max(at - 1, 0)]?.focus()
    else if (event.key === 'x' && at >= 0) toggle(at)
    else if (status !== undefined) setStatus(at, status)
    else return
    event.preventDefault()
  })
}
