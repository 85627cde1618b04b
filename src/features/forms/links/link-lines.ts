/** Whom a line is for. Nothing of it was checked. */
export type LinePerson = { label: string; email?: string }

/**
 * Reads a pasted list, a person a line: `Ada Lovelace <ada@example.org>`, an address, a name, or both with a comma, a semicolon or a
 * tab between them, in either order. Empty lines are left out.
 */
export function readLinkLines(text: string): LinePerson[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine)
}

function readLine(line: string): LinePerson {
  const [, name, address] = /^(.*?)<([^<>]*)>$/.exec(line) ?? []
  if (name !== undefined && address !== undefined) return withEmail(unquote(name), address.trim())
  const parts = line.split(/[,;\t]/).map((part) => part.trim())
  const place = parts.findIndex((part) => /^[^\s@]+@[^\s@]+$/.test(part))
  if (place < 0) return { label: line }
  return withEmail(
    unquote(parts.filter((part, at) => at !== place && part !== '').join(', ')),
    parts[place] ?? '',
  )
}

/** Without a name the address is what the team reads. */
function withEmail(label: string, email: string): LinePerson {
  return { label: label === '' ? email : label, email }
}

function unquote(text: string): string {
  return text.trim().replace(/^"(.*)"$/, '$1')
}
