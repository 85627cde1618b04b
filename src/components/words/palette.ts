export const title = 'Go to or find'
export const hint = 'Type what you look for. Arrow keys choose, Enter opens or does it, Escape closes.'
export const placeholder = 'Go to, begin or find something'
export const found = 'What was found'
export const nothing = (typed: string) => `Nothing here is called “${typed}”.`
export const choose = 'choose'
export const opens = 'opens'
export const showsKeys = 'shows all keys'

export const keys = 'Keys'
export const keysHint = 'What can be done by keyboard alone.'
export const close = 'Close'
