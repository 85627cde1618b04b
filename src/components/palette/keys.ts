import { isTyping } from '@/lib/is-typing'
import { openDialog } from './open-dialog'
import { openPalette } from './palette-dialog'

/** How long after a g its second letter counts, in milliseconds. */
const SECOND_KEY_MS = 1200

/** Listens for the keys that work on every page. What they open, the page holds drawn in `element`. */
export function listenForKeys(element: HTMLElement): void {
  let isOpen = false
  let isAfterG = 0

  async function show(name: 'palette' | 'shortcuts') {
    const template = element.querySelector<HTMLTemplateElement>(`template[data-dialog=${name}]`)
    if (isOpen || !template) return
    isOpen = true
    try {
      if (name === 'palette') await openPalette(template, element.dataset['sources'] ?? '[]')
      else await openKeys(template)
    } finally {
      isOpen = false
    }
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

async function openKeys(template: HTMLTemplateElement): Promise<void> {
  const dialog = openDialog(template)
  await dialog?.whole
  if (dialog) sayModifier(dialog.box)
  await dialog?.left
}

/** A Mac has another key where others have Ctrl. */
function sayModifier(box: HTMLElement): void {
  if (!/Mac|iPhone|iPad/.test(navigator.userAgent)) return
  for (const key of box.querySelectorAll('kbd')) if (key.textContent === 'Ctrl') key.textContent = '⌘'
}
