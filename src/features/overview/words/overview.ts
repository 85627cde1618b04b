import { countOf } from '@/lib/count-of'
import { writeNumber } from '@/lib/numbers'

export const tab = 'Overview'
export const atAGlance = 'The instance at a glance'
export const inAll = (count: number) => `${writeNumber(count)} in all;`
export const day = 'Day'

export const signIns = 'Sign-ins in 30 days'
export const inVain = (count: number) => `${writeNumber(count)} in vain`
export const signInsChart = 'Chart of the sign-ins by day'
export const signInsTable = 'Table of the sign-ins'
export const signInsHead = [day, 'Signed in', 'In vain']

export const messages = 'Messages in 30 days'
export const givenUp = (count: number) => `${writeNumber(count)} given up`
export const messagesChart = 'Chart of the messages by day'
export const messagesTable = 'Table of the messages'
export const messagesHead = [day, 'Written', 'Given up']

export const errors = 'Errors in 30 days'
export const noErrors = 'No answer said that something broke here.'
export const errorsHint = (count: number) =>
  `${countOf(count, 'answer')} said that something broke here. The log has the cause of each. Days in UTC.`
export const errorsChart = 'Chart of the errors by day'
export const errorsTable = 'Table of the errors'
export const errorsHead = [day, 'Errors']
