import { z } from 'zod'
import * as words from './words/text'

/** True for text that can be stored and shown: no lone surrogate, no control character but tab and new lines. */
function isCleanText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are the characters that are refused
  return text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text)
}

/** True when somebody would see something of it. */
function isVisible(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text)
}

/** Text as people type it; refuses what cannot be stored or shown. The limit is in characters, as Zod counts them. */
export function text(what: string, { max }: { max: number }) {
  return (
    z
      .string({ error: words.noText(what) })
      .refine(isCleanText, words.notStorable(what))
      // The sentence is made when it is needed: the first use of Intl takes a phone longer than all schemas of a page.
      .max(max, { error: () => words.tooLong(what, max) })
  )
}

/** What makes the text after it run the other way: within a line it could only disguise something. */
const turns = /[\u202A-\u202E\u2066-\u2069]/g

/** One line of text, trimmed, its new lines and tabs turned into spaces and turns left out, then changed by `tidy`. */
export function line(
  what: string,
  { max, tidy = (value) => value }: { max: number; tidy?: (value: string) => string },
) {
  return z
    .string({ error: words.noText(what) })
    .transform((value) => tidy(toLine(value)))
    .pipe(text(what, { max }))
}

function toLine(value: string): string {
  return value
    .replace(turns, '')
    .replace(/ *[\t\r\n]+ */g, ' ')
    .trim()
}

/** A line that must say something. */
export function neededLine(what: string, limits: { max: number; tidy?: (value: string) => string }) {
  return line(what, limits).refine(isVisible, words.missing(what))
}

/** Digits as a whole number within a range: for queries, where everything is text. */
export function wholeNumber(what: string, { min, max }: { min: number; max: number }) {
  const message = words.noWholeNumber(what, min, max)
  return z
    .string({ error: message })
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}
