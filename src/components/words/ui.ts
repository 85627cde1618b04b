export const asTable = 'As a table'
export const optional = '(optional)'

export const copy = 'Copy'
export const copied = 'Copied'
export const copyOf = (label: string) => `Copy: ${label}`

export const messages = 'Messages'
export const close = 'Close'
