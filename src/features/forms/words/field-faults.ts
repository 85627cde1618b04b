import { writeNumber } from '@/lib/numbers'

export const theLabel = 'The label'
export const theHelp = 'The help'
export const thePlaceholder = 'The placeholder'
export const parameterNoText = 'The name of the query parameter must be text.'
export const parameter = 'A query parameter has letters, digits, _ and -; 40 at most.'
export const required = '"required" must be true or false.'
export const flag = 'This must be true or false.'
export const theDefault = 'The default'

export const whole = (what: string) => `${what} must be a whole number.`
export const atLeast = (what: string, min: number) => `${what} must be at least ${writeNumber(min)}.`
export const atMost = (what: string, max: number) => `${what} must be at most ${writeNumber(max)}.`
export const finite = (what: string) => `${what} must be a finite number.`
export const date = 'Write a date as 2026-12-31.'
export const time = 'Write a time as 17:30.'
export const timeOfDay = 'Write a time as 17:30, from 00:00 to 23:59.'

export const theLeastLength = 'The least length'
export const theGreatestLength = 'The greatest length'
export const theLeastNumber = 'The least number'
export const theGreatestNumber = 'The greatest number'
export const theSteps = 'The number of steps'
export const theLowLabel = 'The label of 0'
export const theHighLabel = 'The label of 10'
export const theLeastChoices = 'The least number of choices'
export const theGreatestChoices = 'The greatest number of choices'

export const options = 'options'
export const rows = 'rows'
export const columns = 'columns'
export const noList = (what: string) => `The ${what} must be a list.`
export const noneOf = (what: string) => `At least one of the ${what} is needed.`
export const manyOf = (what: string, most: number) => `There may be at most ${most} ${what}.`
export const sameValue = (what: string) => `Two of the ${what} have the same value. Give each its own.`

export const fileKind = 'The kind of a file is one of: image, pdf, text, office, archive, audio, video.'
export const theFiles = 'The number of files'
export const fileSize = 'The size of a file must be a figure.'
export const fileEmpty = 'A file must have at least one byte.'
export const fileLarge = (megabytes: number) => `A file may have at most ${megabytes} MB.`
export const noFileKind = 'At least one kind of file must be allowed.'
export const signatureWay = 'A signature is drawn or typed.'
export const signatureWays = 'Say in a list whether a signature is drawn, typed or either.'
export const noSignatureWay = 'A signature needs at least one way.'
export const theConsent = 'The text to consent to'

export const thePictureAlt = 'The description of the picture'
export const theText = 'The text'
export const thePageTitle = 'The title of the page'
export const noKind = 'This kind of field is not known.'

export const keyNoText = 'The key must be text.'
export const key =
  'A key begins with a small letter and goes on with small letters, digits and _; 40 characters at most.'
export const keyTaken = 'The key "constructor" is taken. Choose another one.'
export const optionNoText = 'The value of an option must be text.'
export const option =
  'The value of an option has small letters, digits, _ and -; 40 characters at most, not beginning with _ or -.'
export const optionTaken = 'The value "constructor" is taken. Choose another one.'
