/** The first letters of a name's first and last word: what stands in for a picture. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  const letters = [...[...first].slice(0, 1), ...[...last].slice(0, 1)]
  return letters.join('').toUpperCase()
}
