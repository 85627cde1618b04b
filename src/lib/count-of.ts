/** A number with its noun, in English: `1 admin`, `1,200 admins`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : many}`
}

/** A whole number as it is read: `12`, `1,200`. What has no groups is not asked of Intl, whose first use is slow. */
export function groupDigits(count: number): string {
  return Math.abs(count) < 1000 ? String(count) : count.toLocaleString('en')
}
