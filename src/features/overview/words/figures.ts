import { countOf } from '@/lib/count-of'

export const needsALook = 'needs a look'
export const started = 'Started'
export const version = (name: string | undefined) => `version ${name ?? 'of development'}`
export const file = 'The file'
export const andLog = (size: string) => `and ${size} of log`
export const freeOnDisk = 'Free on the disk'
export const of = (size: string) => `of ${size}`
export const errors = 'Errors since the start'
export const inAnswers = (count: number) => `in ${countOf(count, 'answer')}`
export const memory = 'Memory'
