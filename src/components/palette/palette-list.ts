import * as words from '../words/palette'
import { renderGroup } from './group-markup'
import { isFoundBy, type PaletteEntry } from './palette'

/** The keys that choose another option. */
export const MOVES = ['ArrowDown', 'ArrowUp', 'Home', 'End']

/** The options of the palette, of which one is chosen; the field beside them keeps the focus. */
export class PaletteList {
  readonly #list: HTMLElement
  readonly #field: HTMLInputElement
  readonly #spinner: HTMLElement | null
  readonly #nothing: HTMLElement
  readonly #enter: Element | null
  readonly #own: HTMLElement[]
  #found: Element[] = []
  #failure = ''
  #isScrolled = false
  #named = 0
  chosen: HTMLElement | undefined

  constructor(box: HTMLElement, field: HTMLInputElement) {
    this.#list = part(box, '[role=listbox]')
    this.#nothing = part(box, '[data-nothing]')
    this.#field = field
    this.#spinner = box.querySelector('[data-slot=spinner]')
    this.#enter =
      box.querySelector<HTMLTemplateElement>('template[data-enter]')?.content.firstElementChild ?? null
    for (const option of this.#options()) if (!isHere(option)) option.remove()
    this.#own = this.#options()
    this.narrow('')
    this.#list.addEventListener('scroll', () => (this.#isScrolled = this.#list.scrollTop > 0), {
      passive: true,
    })
    // The field keeps the focus.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('pointermove', ({ target }) => this.#choose(this.optionOf(target)))
  }

  set isLooking(isLooking: boolean) {
    if (this.#spinner) this.#spinner.hidden = !isLooking
    this.#showIfNothing()
  }

  /** Leaves those that what was typed finds, and chooses the first. */
  narrow(typed: string): void {
    for (const option of this.#own) {
      const isShown = isFoundBy(typed, option.textContent)
      if (option.hidden === isShown) option.hidden = !isShown
    }
    for (const group of new Set(this.#own.map(({ parentElement }) => parentElement))) {
      if (group) group.hidden = !group.querySelector('[role=option]:not([hidden])')
    }
    if (this.#isScrolled) this.#list.scrollTop = 0
    this.#choose(this.#shown()[0])
    this.#showIfNothing()
  }

  /** Puts what came later on top: Enter opens what one sees first. */
  showFound(entries: readonly PaletteEntry[], failure: string): void {
    this.#failure = failure
    for (const group of this.#found) group.remove()
    const groups = [...Map.groupBy(entries, ({ group }) => group)]
    const html = groups.map(([group, items]) => renderGroup(group, items)).join('')
    this.#list.insertAdjacentHTML('afterbegin', html)
    this.#found = [...this.#list.children].slice(0, groups.length)
    if (this.#isScrolled) this.#list.scrollTop = 0
    this.#choose(this.#shown()[0])
    this.#showIfNothing()
  }

  /** Chooses another option by one of the `MOVES`. */
  move(key: string): void {
    const shown = this.#shown()
    const at = this.chosen ? shown.indexOf(this.chosen) : -1
    const places: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: shown.length - 1,
    }
    this.#choose(shown[places[key] ?? at])
    this.chosen?.scrollIntoView({ block: 'nearest' })
  }

  optionOf(target: EventTarget | null): HTMLElement | undefined {
    return (target instanceof Element && target.closest<HTMLElement>('[role=option]')) || undefined
  }

  #choose(option: HTMLElement | undefined): void {
    if (option === this.chosen) return
    this.chosen?.setAttribute('aria-selected', 'false')
    this.chosen = option
    if (!option) {
      this.#field.removeAttribute('aria-activedescendant')
      return this.#enter?.remove()
    }
    option.id ||= `palette-option-${(this.#named += 1)}`
    option.setAttribute('aria-selected', 'true')
    this.#field.setAttribute('aria-activedescendant', option.id)
    if (this.#enter) option.append(this.#enter)
  }

  #showIfNothing(): void {
    const isNothing = this.#shown().length === 0 && this.#spinner?.hidden !== false
    if (isNothing) this.#nothing.textContent = this.#failure || words.nothing(this.#field.value.trim())
    this.#nothing.hidden = !isNothing
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role=option]')]
  }

  #shown(): HTMLElement[] {
    return this.#options().filter(({ hidden }) => !hidden)
  }
}

function part(box: HTMLElement, selector: string): HTMLElement {
  const found = box.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`The palette has no ${selector}.`)
  return found
}

/** The sidebar is not on a small screen; its buttons may lie in a menu that is closed. */
function isHere({ dataset: { presses } }: HTMLElement): boolean {
  if (presses === undefined) return true
  const frames = [...document.querySelectorAll(presses)].map((button) => button.closest('aside, header'))
  return frames.some((frame) => frame?.checkVisibility())
}
