import type { CommandName } from './text-commands'

/** The key of each command, together with Ctrl, or Cmd on a Mac, and with Shift where it says so. */
export const commandKeys: Record<CommandName, string> = {
  bold: 'B',
  italic: 'I',
  heading: 'Shift+1',
  link: 'K',
  list: 'Shift+8',
  tasks: 'Shift+9',
  quote: 'Shift+7',
  code: 'E',
  table: 'Shift+6',
  indent: ']',
  outdent: '[',
}

const names = new Map<string, CommandName>([
  ['KeyB', 'bold'],
  ['KeyI', 'italic'],
  ['KeyK', 'link'],
  ['KeyE', 'code'],
  ['BracketRight', 'indent'],
  ['BracketLeft', 'outdent'],
  ['Shift+Digit1', 'heading'],
  ['Shift+Digit6', 'table'],
  ['Shift+Digit7', 'quote'],
  ['Shift+Digit8', 'list'],
  ['Shift+Digit9', 'tasks'],
])

/** By the place of the key: with Shift the digits are signs that differ from keyboard to keyboard. */
export function commandOf(event: KeyboardEvent): CommandName | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return undefined
  return names.get(`${event.shiftKey ? 'Shift+' : ''}${event.code}`)
}
