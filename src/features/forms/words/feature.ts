import { countOf } from '@/lib/count-of'

export const forms = 'Forms'
/** Beside a number. */
export const newResponses = 'new responses'
export const newForm = 'New form'
export const newFormHint = 'Anyone who has its address can answer'

export const building = 'Building a form'
export const undo = 'Undo'
export const redo = 'Redo'
export const moveUp = 'Move the field up'
export const moveDown = 'Move the field down'
export const takeOut = 'Take the field out'

export const published = (count: number) => countOf(count, 'published form')
export const byOthers = 'by others'
export const formsPublished = 'Forms published'
export const build = 'Build a form'
export const buildHint = 'From a template or from nothing. Anybody who has its address can answer.'
