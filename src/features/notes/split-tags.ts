/** Tags as people type them, separated by commas: trimmed, lower case, each once, none empty. */
export function splitTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.replace(/\s+/g, ' ').trim().toLowerCase().normalize('NFC'))
  return [...new Set(tags.filter((tag) => tag !== ''))]
}
