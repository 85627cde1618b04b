import { z } from 'zod'

const Text = z.string()

const Line = z.object({ group: Text, label: Text, hint: Text.optional() })

/**
 * A line of the palette: under which heading it stands, what else it is found by, and where it leads; or which button of the page it presses,
 * by a selector.
 */
export const PaletteEntry = z.union([Line.extend({ href: Text }), Line.extend({ presses: Text })])
export type PaletteEntry = z.infer<typeof PaletteEntry>

/** What a page hands its keys and their dialogs: they know of no feature, whose code would come with it. */
export const PaletteContent = z.object({
  entries: z.array(PaletteEntry),
  /** Lists of the API that are asked for what is typed. */
  sources: z.array(z.object({ label: Text, list: Text, href: Text })),
  shortcuts: z.array(z.object({ where: Text, keys: z.array(z.object({ keys: z.array(Text), does: Text })) })),
})
export type PaletteContent = z.infer<typeof PaletteContent>

/** The entries that hold every word that was typed, as the beginning of one of theirs. */
export function filterEntries(entries: PaletteEntry[], typed: string): PaletteEntry[] {
  const wanted = wordsOf(typed)
  return entries.filter((entry) => {
    const words = wordsOf(`${entry.label} ${entry.hint ?? ''}`)
    return wanted.every((word) => words.some((own) => own.startsWith(word)))
  })
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
