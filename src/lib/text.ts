import { z } from 'zod'

/** True for text that can be stored and shown: no lone surrogate, no control character but tab and new lines. */
function isCleanText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are the characters that are refused
  return text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text)
}

/** Text as people type it, counted in code units; refuses what cannot be stored or shown. */
export function text(what: string, { min = 0, max }: { min?: number; max: number }) {
  const needed = min === 0 ? '' : `${what} is missing.`
  return z
    .string({ error: `${what} must be text.` })
    .refine(isCleanText, `${what} holds a character that cannot be stored. Remove it and try again.`)
    .min(min, needed || undefined)
    .max(max, `${what} may have at most ${max.toLocaleString('en')} characters.`)
}

/** One line of text, trimmed; new lines and tabs become spaces. */
export function line(what: string, limits: { min?: number; max: number }) {
  return z
    .string({ error: `${what} must be text.` })
    .transform((value) => value.replace(/ *[\t\r\n]+ */g, ' ').trim())
    .pipe(text(what, limits))
}
