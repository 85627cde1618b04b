const selector = '[data-slot=note-text]'

/** The version of the note that the page shows: every change that is made from here names it. */
export function seenVersion(): number {
  return Number(find()?.dataset['version'])
}

/** The page has seen that the note has another version by now. */
export function seeVersion(version: number): void {
  const text = find()
  if (text) text.dataset['version'] = String(version)
  for (const field of document.querySelectorAll<HTMLInputElement>('main input[name=version]')) {
    field.value = String(version)
  }
}

function find(): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}
