import { afterPicture } from '@/lib/after-picture'

/**
 * Has the browser draw a popover or `details` in two steps when it opens: what one sees first, then what is marked `data-later` in it. A
 * phone takes a tenth of a second for a hundred elements.
 */
export function openInSteps(selector: string): void {
  for (const part of document.querySelectorAll<HTMLElement>(selector)) {
    let isOpen = part.matches('[open], :popover-open')
    part.toggleAttribute('data-opening', !isOpen)
    part.addEventListener('toggle', async (event) => {
      isOpen = event.newState === 'open'
      if (isOpen) await afterPicture()
      part.toggleAttribute('data-opening', !isOpen)
    })
  }
}
