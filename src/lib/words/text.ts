import { writeNumber } from '../numbers'

/** What refuses a text; `what` is a name with its article, such as `The title`. */

export const noText = (what: string) => `${what} must be text.`
export const notStorable = (what: string) =>
  `${what} holds a character that cannot be stored. Remove it and try again.`
export const tooLong = (what: string, most: number) =>
  `${what} may have at most ${writeNumber(most)} characters.`
export const missing = (what: string) => `${what} is missing.`
export const noWholeNumber = (what: string, min: number, max: number) =>
  `${what} must be a whole number from ${min} to ${max}.`
