import * as words from './words/wait'

/** What is said of too many tries: that, and when there may be another, `seconds` from now. */
export function tooManyTries(seconds: number): string {
  return `${words.tooManyTries} ${waitWords(seconds)}`
}

/** When there may be another try, `seconds` from now: in seconds up to a minute and a half, then in minutes. */
export function waitWords(seconds: number): string {
  if (seconds <= 0) return words.now
  return seconds > 90 ? words.inMinutes(Math.ceil(seconds / 60)) : words.inSeconds(seconds)
}
