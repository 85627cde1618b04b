export const fields = 'Fields'
export const addOne = 'Add a field'
/** What kinds of field are offered under. */
export const groups = {
  text: 'Text',
  choice: 'Choice',
  figure: 'Figure',
  special: 'Special',
  page: 'Page',
}
export const drag = 'Drag to move'
/** Both go on after the kind of a field. */
export const isRequired = ', required'
export const needsLook = ', needs a look'
export const moveUp = 'Move up'
export const moveUpKeys = 'Move up (Alt ↑)'
export const moveDown = 'Move down'
export const moveDownKeys = 'Move down (Alt ↓)'
export const duplicate = 'Duplicate'
export const remove = 'Remove'
export const theField = 'The field'
export const backToList = 'Back to the list'

const place = (at: number, of: number) => `number ${at + 1} of ${of}`
/** What is said while a field is moved; places count from 0. */
export const now = (at: number, of: number) => `Now ${place(at, of)}`
export const lifted = (title: string, at: number, of: number) =>
  `${title} is lifted from ${place(at, of)}. Escape puts it back.`
export const to = (at: number, of: number) => `To ${place(at, of)}`
export const still = (at: number, of: number) => `Still ${place(at, of)}`

/** What a new field begins with. */
export const newOptions = ['First', 'Second', 'Third']
export const newConsent = 'I agree that my answers are kept to deal with my request.'
export const newText = 'Something to read.'
export const newSection = 'Section'
