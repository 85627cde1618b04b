export const form = 'Form'
export const edit = 'Edit'
/** The same, for whoever only looks. */
export const questions = 'Questions'
export const settings = 'Settings'
export const share = 'Share'
export const responses = 'Responses'
export const results = 'Results'
