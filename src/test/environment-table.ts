import { identity } from '@/app'
import { listVariables } from '@/lib/server/config'

const start = '<!-- environment -->'
const end = '<!-- /environment -->'

/** The table of the environment as Markdown, padded as Prettier pads it. */
export function renderEnvironment(): string {
  const rows = listVariables(identity).map(({ name, file, about, shownDefault, example, secret }) => [
    `\`${name}\`${file ? `, \`${file}\`` : ''}`,
    about,
    secret || shownDefault.includes(' ') || shownDefault === 'none' ? shownDefault : `\`${shownDefault}\``,
    example.includes('`') ? example : `\`${example}\``,
  ])
  const table = [['Variable', 'What it does', 'Default', 'Example'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const [head = '', ...body] = table.map((row) =>
    line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  )
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n')
}

/** What stands between the two marks of a document. Throws when one of them is missing. */
export function readEnvironment(document: string): string {
  return cut(document)[1].trim()
}

/** The document with the table as it is now. */
export function withEnvironment(document: string): string {
  const [before, , after] = cut(document)
  return `${before}${start}\n\n${renderEnvironment()}\n\n${end}${after}`
}

function cut(document: string): [before: string, table: string, after: string] {
  const [before, rest] = document.split(start)
  const [table, after] = rest?.split(end) ?? []
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`The document has no block between ${start} and ${end}.`)
  return [before, table, after]
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}
