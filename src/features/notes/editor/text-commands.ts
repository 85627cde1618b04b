import * as words from '../words/toolbar'

/** A text with what is selected in it. */
export type Selected = { text: string; start: number; end: number }

/** A change of a text: what stands from `from` to `to` is replaced, and `start` to `end` is selected afterwards. */
export type Edit = { from: number; to: number; insert: string; start: number; end: number }

/** What the toolbar and the keys do to a text. */
export const commands = {
  bold: wrapWith('**', words.put.bold),
  italic: wrapWith('*', words.put.italic),
  heading: editLines(turnHeading),
  link,
  list: editLines((lines) => toggle(lines, /^(\s*)[-*+] (?!\[[ xX]\] )/, '- ')),
  tasks: editLines((lines) => toggle(lines, /^(\s*)[-*+] \[[ xX]\] /, '- [ ] ')),
  quote: editLines((lines) => toggle(lines, /^(\s*)> ?/, '> ')),
  code,
  table,
  indent: editLines((lines) => lines.map((line) => `  ${line}`)),
  outdent: editLines((lines) => lines.map((line) => line.replace(/^(?: {1,2}|\t)/, ''))),
} as const satisfies Record<string, (selected: Selected) => Edit>
export type CommandName = keyof typeof commands

/** Puts a mark around what is selected, or takes it away where it is there. */
function wrapWith(mark: string, placeholder: string) {
  return ({ text, start, end }: Selected): Edit => {
    const inner = text.slice(start, end)
    const before = text.slice(start - mark.length, start)
    const after = text.slice(end, end + mark.length)
    // One star of two is not the mark of italics.
    const isLonger = text[start - mark.length - 1] === mark[0] && mark.length === 1
    if (start >= mark.length && before === mark && after === mark && !isLonger) {
      const from = start - mark.length
      return { from, to: end + mark.length, insert: inner, start: from, end: from + inner.length }
    }
    const marked = inner || placeholder
    const at = start + mark.length
    return { from: start, to: end, insert: `${mark}${marked}${mark}`, start: at, end: at + marked.length }
  }
}

function link({ text, start, end }: Selected): Edit {
  const { linkedText } = words.put
  const chosen = text.slice(start, end)
  if (/^https?:\/\/\S+$/.test(chosen)) {
    const insert = `[${linkedText}](${chosen})`
    return { from: start, to: end, insert, start: start + 1, end: start + 1 + linkedText.length }
  }
  const shown = chosen || linkedText
  const at = start + shown.length + 3
  return { from: start, to: end, insert: `[${shown}](https://)`, start: at, end: at + 'https://'.length }
}

function code(selected: Selected): Edit {
  const { text, start, end } = selected
  if (!text.slice(start, end).includes('\n')) return wrapWith('`', words.put.code)(selected)
  const { from, to } = linesOf(selected)
  const insert = `\`\`\`\n${text.slice(from, to)}\n\`\`\``
  return { from, to, insert, start: from + 4, end: from + 4 + (to - from) }
}

function table({ text, end }: Selected): Edit {
  const { to } = linesOf({ text, start: end, end })
  const isFirst = text.slice(0, to).trim() === ''
  const gap =
    isFirst || text.slice(0, to).endsWith('\n\n') ? '' : text.slice(0, to).endsWith('\n') ? '\n' : '\n\n'
  const { column, cell } = words.put
  const insert = `${gap}| ${column} | ${column} |\n| --- | --- |\n| ${cell} | ${cell} |\n`
  const at = to + gap.length + 2
  return { from: to, to, insert, start: at, end: at + column.length }
}

/** Changes the lines that the selection touches as a whole, and selects them. */
function editLines(change: (lines: string[]) => string[]) {
  return (selected: Selected): Edit => {
    const { from, to } = linesOf(selected)
    const insert = change(selected.text.slice(from, to).split('\n')).join('\n')
    const isCaret = selected.start === selected.end
    return { from, to, insert, start: isCaret ? from + insert.length : from, end: from + insert.length }
  }
}

function linesOf({ text, start, end }: Selected) {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  return { from: start === 0 ? 0 : from, to: next === -1 ? text.length : next }
}

/** Nothing, `#`, `##`, `###`, and nothing again. */
function turnHeading(lines: string[]): string[] {
  return lines.map((line) => {
    const [, marks = '', title = ''] = /^(#{1,6} )?(.*)$/.exec(line) ?? []
    const level = marks.trim().length
    return level >= 3 ? title : `${'#'.repeat(level + 1)} ${title}`
  })
}

function toggle(lines: string[], mark: RegExp, put: string): string[] {
  const written = lines.filter((line) => line.trim() !== '')
  const isSet = written.length > 0 && written.every((line) => mark.test(line))
  if (isSet) return lines.map((line) => line.replace(mark, '$1'))
  const isAlone = lines.length === 1
  return lines.map((line) => {
    if (line.trim() === '' && !isAlone) return line
    return put === '> ' ? put + line : line.replace(/^(\s*)(?:[-*+] (?:\[[ xX]\] )?)?/, `$1${put}`)
  })
}
