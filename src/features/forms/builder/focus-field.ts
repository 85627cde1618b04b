/** Puts the focus on the row of a field in the list, or on "Add a field" where there is none. */
export function focusField(key: string | null): void {
  ;(findRow(key) ?? document.querySelector<HTMLElement>('[data-slot=add-field]'))?.focus()
}

/** Brings the row of a field in the list into sight. */
export function revealField(key: string | null): void {
  findRow(key)?.scrollIntoView({ block: 'nearest' })
}

function findRow(key: string | null): HTMLElement | null {
  return key === null ? null : document.querySelector(`[data-key="${key}"] [data-slot=field-name]`)
}
