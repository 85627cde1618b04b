import { identity } from '@/app'
import { listVariables } from '@/lib/server/config'
import { limitClasses, writeLimit } from '@/lib/server/limits/classes'

/** The tables of docs/operating.md that are made from the code, by the word of the marks between which each stands. */
const tables = { environment: renderEnvironment, limits: renderLimits }
type TableName = keyof typeof tables

/** The document with every table as it is now. */
export function withTables(document: string): string {
  return (['environment', 'limits'] as const).reduce((text, name) => {
    const [before, , after] = cut(text, name)
    return `${before}${mark(name)}\n\n${renderTable(name)}\n\n${mark(`/${name}`)}${after}`
  }, document)
}

/** A table as Markdown, padded as Prettier pads it. */
export function renderTable(name: TableName): string {
  const table = tables[name]()
  const columns = table[0]?.map((_, place) => place) ?? []
  const widths = columns.map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const [head = '', ...body] = table.map((row) =>
    line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  )
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n')
}

/** What stands between the two marks of a table. Throws when one of them is missing. */
export function readTable(document: string, name: TableName): string {
  return cut(document, name)[1].trim()
}

function renderEnvironment(): string[][] {
  const rows = listVariables(identity).map(({ name, file, about, shownDefault, example, secret }) => [
    `\`${name}\`${file ? `, \`${file}\`` : ''}`,
    about,
    secret || shownDefault.includes(' ') || shownDefault === 'none' ? shownDefault : `\`${shownDefault}\``,
    example.includes('`') ? example : `\`${example}\``,
  ])
  return [['Variable', 'What it does', 'Default', 'Example'], ...rows]
}

function renderLimits(): string[][] {
  const rows = Object.entries(limitClasses).map(([name, { by, about }]) => [
    `\`${writeLimit(name)}\``,
    by,
    about,
  ])
  return [['As in `RATE_LIMITS`', 'Counted by', 'What it bounds'], ...rows]
}

function cut(document: string, name: TableName): [before: string, table: string, after: string] {
  const [before, rest] = document.split(mark(name))
  const [table, after] = rest?.split(mark(`/${name}`)) ?? []
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`The document has no block between ${mark(name)} and ${mark(`/${name}`)}.`)
  return [before, table, after]
}

function mark(name: string): string {
  return `<!-- ${name} -->`
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}
