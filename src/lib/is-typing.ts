/** True where a letter is text, or a menu's: no key of a page may act there. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role=dialog], [role=alertdialog], [role=menu], [popover]') !==
        null)
  )
}
