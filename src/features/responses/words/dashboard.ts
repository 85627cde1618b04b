import { countOf } from '@/lib/count-of'

export const newResponses = (count: number) => countOf(count, 'new response')
export const newest = 'Newest responses'
export const responses = 'Responses'
export const otherForms = (count: number) => `${count} other forms`
export const anonymous = 'Anonymous'
