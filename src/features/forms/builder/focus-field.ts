/** Puts the focus on the row of a field in the list, or on "Add a field" where there is none. */
export function focusField(key: string | null): void {
  const row = key === null ? null : `[data-key="${key}"] [data-slot=field-name]`
  const found = row && document.querySelector<HTMLElement>(row)
  ;(found || document.querySelector<HTMLElement>('[data-slot=add-field]'))?.focus()
}
