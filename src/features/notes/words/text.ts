export const linkTo = (heading: string) => `Link to “${heading}”`
export const linkToHeading = 'Link to this heading'
export const linkCopied = 'Link to the heading copied'
export const table = 'Table'

export const copy = 'Copy'
export const copyCode = 'Copy this code'
export const copied = 'Copied'
export const notCopied = 'Not copied'
export const copyByHand = 'It could not be copied: select it and copy it by hand.'

export const changedMeanwhile = 'Somebody else changed this note meanwhile'
export const openAnew = 'Somebody else changed this note meanwhile. Open it anew, then tick again.'
export const nothingTicked = 'Nothing was ticked. This is how it reads now: look which task you mean.'
