import type { PaletteSource } from '@/lib/feature'

/**
 * A line of the palette: under which heading it stands, what else it is found by, and where it leads; or which button of the page it presses,
 * by a selector.
 */
export type PaletteEntry = { group: string; label: string; hint?: string | undefined } & (
  { href: string } | { presses: string }
)

/** What a page hands its keys and their dialogs: they know of no feature, whose code would come with it. */
export type PaletteContent = {
  entries: PaletteEntry[]
  /** Lists of the API that are asked for what is typed. */
  sources: PaletteSource[]
  shortcuts: { where: string; keys: { keys: string[]; does: string }[] }[]
}

/** Whether every word that was typed is the beginning of one of the text's. */
export function isFoundBy(typed: string, text: string): boolean {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return true
  const own = wordsOf(text)
  return wanted.every((word) => own.some((one) => one.startsWith(word)))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
