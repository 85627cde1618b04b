import { readFileSync } from 'node:fs'

/** The block of code in docs/operating.md that holds these words: what people copy is what a drill tries. */
export function readExample(language: string, words: string): string {
  const blocks = readFileSync('docs/operating.md', 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)
  for (const [, kind, text = ''] of blocks) if (kind === language && text.includes(words)) return text
  throw new Error(`docs/operating.md has no block of ${language || 'plain text'} with ${words}.`)
}
