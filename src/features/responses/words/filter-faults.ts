export const text = 'The filter must be text.'
export const long = 'The filter is too long.'
export const question = 'There is no such question.'
export const test = 'A test is one of: equal, not_equal, contains, greater, less, answered, empty.'
export const theValue = 'The value of a filter'
export const manyParts = (most: number) => `A filter has at most ${most} parts.`
export const part = 'It cannot be read.'
export const unreadable = 'The filter cannot be read.'
export const noValue = (key: string) => `The filter "${key}" needs a value.`
export const aValue = (key: string) => `The filter "${key}" takes no value.`
export const noQuestion = (key: string) => `This form has no question "${key}".`
export const noOption = (question: string, value: string) => `"${question}" has no option "${value}".`
export const impossible = (question: string, value: string) =>
  `"${value}" is no value that "${question}" can have.`
export const version = 'A version is a whole number.'
export const time = 'Write the time as 2026-12-31 or 2026-12-31T17:30:00Z.'
export const ways = (key: string, may: readonly string[]) =>
  `The filter "${key}" can be one of: ${may.join(', ')}.`
