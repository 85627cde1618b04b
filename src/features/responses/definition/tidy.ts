/** A figure as a person reads it: two places at most. */
export function tidy(number: number): string {
  return String(Math.round(number * 100) / 100)
}
