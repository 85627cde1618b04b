import { writeNumber } from '@/lib/numbers'

export const added = (tags: string) => `Added ${tags}.`
export const removed = (tag: string) => `Removed ${tag}.`
export const remove = (tag: string) => `Remove tag ${tag}`
export const tooLong = (most: number) => `A tag may have at most ${writeNumber(most)} characters.`
export const tooMany = (most: number) => `At most ${writeNumber(most)} tags.`
export const offered = 'Tags to choose from'
export const isNew = 'new'
export const separate = 'Separate with commas'
export const addOne = 'Enter or comma adds one'
