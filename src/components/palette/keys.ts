import { isTyping } from '@/lib/is-typing'
import type { DialogName } from './open-dialog'

/** How long after a g its second letter counts, in milliseconds. */
const SECOND_KEY_MS = 1200

/**
 * Listens for the keys that work on every page. What they open is loaded when it is first asked for, and shows `content`, a
 * `PaletteContent` as JSON.
 */
export function listenForKeys(content: string): void {
  let isOpen = false
  let isAfterG = 0

  async function show(name: DialogName) {
    if (isOpen) return
    isOpen = true
    const { openDialog } = await import('./open-dialog')
    await openDialog(name, content)
    isOpen = false
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return void show('palette')
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.key === '?') return void show('shortcuts')
    if (performance.now() < isAfterG) leadTo(event.key)
    else if (event.key === 'b') fold()
    isAfterG = event.key === 'g' ? performance.now() + SECOND_KEY_MS : 0
  })
  for (const button of document.querySelectorAll<HTMLElement>('[data-opens-palette]')) {
    button.classList.remove('invisible')
    button.addEventListener('click', () => void show('palette'))
  }
}

/** On a small screen there is no sidebar. */
function fold(): void {
  const button = document.querySelector<HTMLElement>('button[name=sidebar]')
  if (button?.checkVisibility()) button.click()
}

function leadTo(key: string): void {
  const links = document.querySelectorAll<HTMLAnchorElement>('[data-slot=nav-link][data-key]')
  const link = [...links].find(({ dataset }) => dataset['key'] === key)
  if (link) location.assign(link.href)
}
