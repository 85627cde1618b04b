import { writeNumber } from '@/lib/numbers'

export const email = 'This is not an e-mail address.'
export const emailLong = 'The address is too long.'
export const theLabel = 'The label'
export const wholeCount = 'The number of links must be a whole number.'
export const fewLinks = 'Make at least one link.'
export const manyLinks = (most: number) => `Make at most ${most} links at once.`
export const peopleNoList = 'The people must be a list.'
export const nobody = 'Name at least one person.'
export const mail = '"mail" must be true or false.'
export const manyMails = (most: number) => `Mail at most ${most} links at once.`
export const neither = 'Send "count", or "people" with labels and addresses.'
export const theLimit = 'The limit'
export const cursor = 'This cursor is not of this list. Start again without one.'
export const noId = 'This must be a UUID.'
export const noButton = 'Use one of the buttons of this page.'

export const usedAlready = 'This link was used already. It opens nothing any more.'
export const needsNoLink =
  'This form takes answers without a link. Choose “One by each personal link” in its settings first.'
export const tooMany = (most: number) => `A form may have at most ${writeNumber(most)} links.`
export const madeMeanwhile =
  'Links were made since this page was opened. Look at the list; to make more, press the button again.'
