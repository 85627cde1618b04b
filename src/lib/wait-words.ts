import { countOf } from './count-of'

/** When there may be another try, `seconds` from now: in seconds up to a minute and a half, then in minutes. */
export function waitWords(seconds: number): string {
  if (seconds <= 0) return 'You can try again now.'
  const wait = seconds > 90 ? countOf(Math.ceil(seconds / 60), 'minute') : countOf(seconds, 'second')
  return `You can try again in ${wait}.`
}
