/** A number with its noun, in English: `1 admin`, `1,200 admins`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
