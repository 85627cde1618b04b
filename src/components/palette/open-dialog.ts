import { holdFocus } from '@/components/ui/hold-focus'
import { afterPicture } from '@/lib/after-picture'

/** How long a dialog may take to fade before it is taken out of the page. */
const LEAVING_MS = 300

/**
 * A dialog that is open: the box that holds the focus, and how it goes. `whole` resolves when all of it is there, `left` when the focus
 * is back where it was.
 */
export type OpenDialog = { box: HTMLElement; close: () => void; whole: Promise<void>; left: Promise<void> }

/**
 * Shows the dialog that the page holds in a `template`. Escape, a press beside it and what is marked `data-closes` close it; no key that
 * is pressed in it reaches the page. What it holds in a `template[data-rest]` comes after the first picture.
 */
export function openDialog(template: HTMLTemplateElement): OpenDialog | null {
  const host = document.createElement('div')
  host.append(document.importNode(template.content, true))
  const box = host.querySelector<HTMLElement>('[role=dialog]')
  const overlay = host.querySelector<HTMLElement>('[data-overlay]')
  if (!box || !overlay) return null
  const { promise: left, resolve } = Promise.withResolvers<void>()
  let isLeaving = false

  async function close() {
    if (isLeaving) return
    isLeaving = true
    for (const part of [overlay, box]) part?.setAttribute('data-state', 'closed')
    await afterPicture()
    overlay?.addEventListener('animationend', () => host.remove())
    setTimeout(() => host.remove(), LEAVING_MS)
    release()
    resolve()
  }

  overlay.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    void close()
  })
  box.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-closes]')) void close()
  })
  host.addEventListener('keydown', (event) => {
    event.stopPropagation()
    const isOpener = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
    const isEscape = event.key === 'Escape' && !event.isComposing
    if (isOpener || isEscape) event.preventDefault()
    if (isEscape) void close()
  })
  document.body.append(host)
  const release = holdFocus(box)
  return { box, close: () => void close(), whole: addRest(box), left }
}

async function addRest(box: HTMLElement): Promise<void> {
  await afterPicture()
  for (const rest of box.querySelectorAll<HTMLTemplateElement>('template[data-rest]'))
    rest.replaceWith(rest.content)
  box.dataset['whole'] = ''
}
