import * as words from './words/wait'

/** When there may be another try, `seconds` from now: in seconds up to a minute and a half, then in minutes. */
export function waitWords(seconds: number): string {
  if (seconds <= 0) return words.now
  return seconds > 90 ? words.inMinutes(Math.ceil(seconds / 60)) : words.inSeconds(seconds)
}
