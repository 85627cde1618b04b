import { showToaster } from '@/components/ui/use-toast'
import { addCopyButtons } from './copy-code'
import { copyLinkOf } from './copy-link'
import { tick } from './tick-task'

/** What the text of a note can do with a script: its code and its headings are copied, its tasks ticked where they stand. */
export function wakeNoteText(): void {
  showToaster()
  addCopyButtons()
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null
    const link = target?.closest<HTMLAnchorElement>('[data-slot=note-text] a.heading-link')
    if (link) void copyLinkOf(link)
    const box = target?.closest<HTMLButtonElement>('[data-slot=note-text] button.task-box')
    if (!box) return
    event.preventDefault()
    void tick(box)
  })
}
