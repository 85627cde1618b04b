/** What spreadsheet programs need in order to read a file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** A cell: a number stays one for whoever adds it up; nothing is an empty cell. */
export type CsvCell = string | number | null

/**
 * One line of a CSV file (RFC 4180), its end included. A text that a spreadsheet program would take for a formula gets a
 * `'` before it: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
