export const noObject = 'The definition of a form is an object with "fields".'
export const fieldsNoList = 'The fields must be a list.'
export const manyFields = (most: number) => `A form may have at most ${most} fields.`
export const tooLarge = (kilobytes: number) =>
  `This form is larger than ${kilobytes} KB. Shorten its texts or take fields out.`
export const doubledKey = (key: string) => `Two fields have the key "${key}". Give each its own.`

export const conditionNoObject = 'A condition is an object with "join" and "tests".'
export const join = 'Join the tests by "and" or by "or".'
export const fewTests = 'A condition needs at least one test.'
export const manyTests = (most: number) => `A condition may have at most ${most} tests.`
export const test =
  'A test is one of: equal, not_equal, contains, greater, less, answered, empty. Regular expressions are not taken.'
export const theValue = 'The value'
export const valueNoNumber = 'The value must be a finite number.'
export const valueNoFlag = 'The value must be true or false.'
export const value = 'The value of a test must be a text, a number, or true or false.'
export const valueOrNone = 'A test has a value, except "answered" and "empty", which have none.'

export const asksItself = (key: string) =>
  `"${key}" cannot depend on its own answer. Ask an earlier question.`
export const noSuchKey = (key: string) =>
  `There is no question with the key "${key}". Choose an earlier question.`
export const notBefore = (asked: string, key: string) =>
  `"${asked}" is no question before "${key}". Move it up, or choose an earlier question.`
export const onlyAnswered = (label: string) =>
  `Of "${label}" one can only ask whether it is answered or empty.`
export const unordered = (label: string) =>
  `"${label}" is no number, date or time, so it is neither greater nor less.`
export const containsNothing = (label: string) =>
  `"${label}" is neither a text nor a list, so it contains nothing. Ask whether it is equal.`
export const isList = (label: string) =>
  `"${label}" is a list: ask whether it contains something, is answered or is empty.`
export const otherKind = (label: string, wanted: string) =>
  `The answer to "${label}" is never of this kind: compare it with a ${wanted}.`
export const noSuchOption = (label: string, value: string) =>
  `"${label}" has no option with the value "${value}".`

export const crossedLimits = 'The least value is greater than the greatest one. Change one of them.'
export const defaultNoOption = 'The default is not one of the options. Choose one of them.'
export const defaultRefused = (why: string) => `The question does not take its own default: ${why}`
