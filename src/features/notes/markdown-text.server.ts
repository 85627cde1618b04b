/** The text of a token of Markdown, as it is read out: a break is a space. */
export function textOf({ type, content }: { type: string; content: string }): string {
  return type === 'softbreak' || type === 'hardbreak' ? ' ' : content
}
