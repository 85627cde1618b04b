import { openDialog } from './open-dialog'
import { MOVES, PaletteList } from './palette-list'
import { search } from './search'

/** How long after the last key what is typed is looked for, in milliseconds. */
const DEBOUNCE_MS = 150

/** Shows the palette, and resolves when it was closed. `sources` are the lists that are searched, as JSON. */
export async function openPalette(template: HTMLTemplateElement, sources: string): Promise<void> {
  const dialog = openDialog(template)
  const field = dialog?.box.querySelector('input')
  if (!dialog || !field) return
  const ready = dialog.whole.then(() => new PaletteList(dialog.box, field))

  async function go(option: HTMLElement | undefined) {
    if (!option) return
    const { href, presses } = option.dataset
    dialog?.close()
    if (href !== undefined) return location.assign(href)
    await dialog?.left
    document.querySelector<HTMLElement>(presses ?? '')?.click()
  }

  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const isMove = MOVES.includes(event.key)
    if (!isMove && event.key !== 'Enter') return
    event.preventDefault()
    void ready.then((list) => (isMove ? list.move(event.key) : go(list.chosen)))
  })
  dialog.box.addEventListener('click', ({ target }) => void ready.then((list) => go(list.optionOf(target))))
  const endSearch = searchAsTyped(field, await ready, sources)
  await dialog.left
  endSearch()
}

/** Narrows the list with each key, and puts what the lists hold of it on top a moment after the last one. */
function searchAsTyped(field: HTMLInputElement, list: PaletteList, sources: string): () => void {
  let latest = new AbortController()
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function look(typed: string) {
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    if (typed === '') return list.showFound([], '')
    list.isLooking = true
    const { found, failure } = await search(sources, typed, signal)
    if (signal.aborted) return
    list.isLooking = false
    list.showFound(found, failure)
  }

  function follow() {
    list.narrow(field.value)
    clearTimeout(waiting)
    waiting = setTimeout(() => void look(field.value.trim()), DEBOUNCE_MS)
  }

  field.addEventListener('input', follow)
  if (field.value !== '') follow()
  return () => {
    clearTimeout(waiting)
    latest.abort()
  }
}
