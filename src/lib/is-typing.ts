/** True where a key is a letter of a text, a choice in a list or for an open dialog, and so no shortcut of the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [role=dialog], [role=alertdialog]') !== null
  )
}
