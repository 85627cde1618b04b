import type { NoteListView } from './note-list-view'
import type { NoteMark, NoteMarks } from './note-marks'

/** The page's one menu, which each row's button opens for its note. */
export function openMenus(root: HTMLElement, view: NoteListView, marks: NoteMarks): void {
  const menu = root.querySelector<HTMLElement>('#note-menu')
  let row: HTMLElement | undefined

  root.addEventListener('click', (event) => {
    const { target } = event
    const button =
      target instanceof Element ? target.closest<HTMLElement>('[data-slot=note-menu-button]') : null
    const own = button?.closest<HTMLElement>('[data-note]')
    if (!menu || !button || !own) return
    row = own
    fill(menu, own)
    // By hand: the button would open it after this, where it has no place yet.
    event.preventDefault()
    if (menu.togglePopover({ source: button })) place(menu, button)
  })
  menu?.addEventListener('click', ({ target }) => {
    const mark =
      target instanceof Element ? target.closest<HTMLElement>('[data-mark]')?.dataset['mark'] : null
    if (!row || (mark !== 'pin' && mark !== 'archive' && mark !== 'trash')) return
    menu.hidePopover()
    view.focusRow(row)
    void marks.toggle(row, mark satisfies NoteMark)
  })
  addEventListener('scroll', () => menu?.matches(':popover-open') && menu.hidePopover(), { passive: true })
}

/** What its items are called for this note. */
function fill(menu: HTMLElement, { dataset }: HTMLElement): void {
  for (const label of menu.querySelectorAll<HTMLElement>('[data-for]'))
    label.hidden = (label.dataset['for'] === 'pinned') !== (dataset['pinned'] !== undefined)
}

const GAP = 4

/** Under its button, or above it where there is no room. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, right } = button.getBoundingClientRect()
  const below = bottom + GAP
  const fits = below + menu.offsetHeight <= innerHeight
  menu.style.top = `${fits ? below : Math.max(GAP, top - GAP - menu.offsetHeight)}px`
  menu.style.left = `${Math.max(GAP, right - menu.offsetWidth)}px`
  menu.querySelector<HTMLElement>('button')?.focus()
}
