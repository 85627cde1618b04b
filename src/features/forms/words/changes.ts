/** Each goes on after the name of a field. */
export const isNew = (kind: string) => `is new (${kind}).`
export const comesAfter = (name: string) => `comes after “${name}” now.`
export const comesFirst = 'comes first now.'
export const isTakenOut = 'is taken out.'
export const pagesJoin = 'is taken out: the pages before and after it become one.'

export const kindChanged = (from: string, to: string) => `is “${to}” now, was “${from}”.`
export const kindChangedWarning =
  'Earlier answers are of another kind: they are kept, but cannot be compared with new ones.'
export const isRequired = 'must be answered now.'
export const isOptional = 'may be left empty now.'
export const wasCalled = (label: string) => `was called “${label}” before.`
export const stepsChanged = (from: string, to: string) => `has ${to} steps now, had ${from}.`
export const stepsChangedWarning = 'Earlier ratings had another number of steps: averages cannot be compared.'

export const propertyChanged = (what: string) => `${what} changed.`
export const propertyIsNew = (what: string, value: string) => `${what} is new: ${value}.`
export const propertyIsGone = (what: string, value: string) => `${what} is taken away; it was ${value}.`
export const propertyIs = (what: string, from: string, to: string) => `${what} is ${to} now, was ${from}.`
export const empty = 'empty'
export const on = 'on'
export const off = 'off'

/** What each property is called; those with a sentence of their own are named where it is made. */
export const properties: Record<string, string> = {
  help: 'the help',
  placeholder: 'the placeholder',
  text: 'the text',
  alt: 'the description of the picture',
  pictureId: 'the picture',
  decorative: 'being there for decoration alone',
  prefill: 'the query parameter that fills it in',
  default: 'the default',
  minLength: 'the least length',
  maxLength: 'the greatest length',
  min: 'the least value',
  max: 'the greatest value',
  isInteger: 'taking whole numbers alone',
  lowLabel: 'the label of 0',
  highLabel: 'the label of 10',
  hasOther: 'an answer in one’s own words',
  minChoices: 'the least number of choices',
  maxChoices: 'the greatest number of choices',
  maxFiles: 'the number of files',
  maxBytes: 'the greatest size of a file',
  kinds: 'what a file may be',
  ways: 'the way to sign',
}

/** What one of each list is called. */
export const options: Record<string, string> = { options: 'choice', rows: 'row', columns: 'column' }
export const optionIsNew = (what: string, label: string) => `has a new ${what}: “${label}”.`
export const optionIsGone = (what: string, label: string) => `has no ${what} “${label}” any more.`
export const optionIsGoneWarning =
  'Earlier responses may have it: their figures cannot be compared with new ones.'
export const optionIsCalled = (what: string, from: string, to: string) =>
  `calls the ${what} “${from}” “${to}” now.`
export const optionIsCalledWarning = 'Earlier answers are counted under the new name.'
export const optionsMoved = (what: string) => `has its ${what}s in another order.`

export const conditions: Record<string, { when: (condition: string) => string; never: string }> = {
  shownIf: {
    when: (condition) => `is shown only if ${condition}.`,
    never: 'is always shown now.',
  },
  requiredIf: {
    when: (condition) => `must be answered if ${condition}.`,
    never: 'has no condition any more that makes it required.',
  },
  skipIf: {
    when: (condition) => `begins a page that is skipped if ${condition}.`,
    never: 'begins a page that is never skipped now.',
  },
  endIf: {
    when: (condition) => `ends the form if ${condition}.`,
    never: 'never ends the form now.',
  },
}
