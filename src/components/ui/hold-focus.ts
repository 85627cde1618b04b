import { afterPicture } from '@/lib/after-picture'

/** What the Tab key stops at. */
const STOPS = ['a[href]', 'button', 'input:not([type=hidden])', 'select', 'textarea', '[tabindex="0"]']
  .map((stop) => `${stop}:not(:disabled)`)
  .join()

/** What is read out whatever is open, or says nothing anyway. */
const LEFT_ALONE = '[aria-hidden], [aria-live], :has(> [aria-live]), script, template'

/**
 * Makes `box` all there is for keyboard and screen reader, with the focus on what has `data-first` in it. What it gives back ends that, and
 * puts the focus where it was. A modal dialog of the browser, as all that makes the rest inert, has it work out the styles of every
 * element of the page: on a phone a tenth of a second.
 */
export function holdFocus(box: HTMLElement): () => void {
  const page = document.documentElement
  let isHeld = true
  const before = document.activeElement
  const parts = [...document.body.children]
  let others: Element[] = []
  const start = () => (box.querySelector<HTMLElement>('[data-first]') ?? box).focus()

  function turn(event: KeyboardEvent) {
    if (event.key !== 'Tab') return
    const stops = [...box.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility())
    const end = event.shiftKey ? stops[0] : stops.at(-1)
    const isAtEnd = document.activeElement === end || (event.shiftKey && document.activeElement === box)
    if (!isAtEnd) return
    event.preventDefault()
    ;(event.shiftKey ? stops.at(-1) : stops[0])?.focus()
  }

  /** Far from what was pressed: the picture of the box comes first. */
  async function quietenPage() {
    await afterPicture()
    if (!isHeld) return
    others = parts.filter((part) => !part.contains(box) && !part.matches(LEFT_ALONE))
    for (const part of others) part.setAttribute('aria-hidden', 'true')
    page.dataset['still'] = innerWidth > page.clientWidth ? 'bar' : ''
  }

  function bringBack({ target }: FocusEvent) {
    if (target instanceof Node && !box.contains(target)) start()
  }

  start()
  box.addEventListener('keydown', turn)
  document.addEventListener('focusin', bringBack)
  void quietenPage()
  return () => {
    isHeld = false
    document.removeEventListener('focusin', bringBack)
    for (const part of others) part.removeAttribute('aria-hidden')
    delete page.dataset['still']
    if (before instanceof HTMLElement) before.focus()
  }
}
