import { writeNumber } from './numbers'

/** The sentences are English, whoever reads them. Made at its first use: the first of Intl is slow on a phone. */
let plurals: Intl.PluralRules | undefined

/** A number with its noun: `1 admin`, `1,200 admins`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  plurals ??= new Intl.PluralRules('en')
  return `${writeNumber(count)} ${plurals.select(count) === 'one' ? one : many}`
}
