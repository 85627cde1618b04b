import { commands, type CommandName } from './text-commands'

/** Does a command to a field so that the browser's own undo takes it back, and gives it the focus. */
export function applyCommand(field: HTMLTextAreaElement, name: CommandName): void {
  const { value: text, selectionStart: start, selectionEnd: end } = field
  const edit = commands[name]({ text, start, end })
  field.focus()
  field.setSelectionRange(edit.from, edit.to)
  // Deprecated, and the one way to change a field that leaves its history of undoing whole.
  const isDone = document.execCommand(edit.insert ? 'insertText' : 'delete', false, edit.insert)
  if (!isDone) {
    field.setRangeText(edit.insert, edit.from, edit.to)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  field.setSelectionRange(edit.start, edit.end)
}
