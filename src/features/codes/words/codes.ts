import { countOf } from '@/lib/count-of'
import { writeNumber } from '@/lib/numbers'

export const tab = 'Codes'
export const unusable = 'Nobody can use a code at the moment'
export const onlyByCode = [
  'They make accounts only while registration is by code: see the ',
  'settings',
  '.',
] as const
export const noneYet = 'No codes yet'
export const noneYetHint =
  'A code lets as many people make an account as it has uses. Make one and send its link.'
export const older = 'Older codes'

export const done = {
  made: 'The code is made. It is the first of the list.',
  revoked: 'The code is revoked. Accounts that were made with it stay.',
}

export const newCode = 'New code'
export const label = 'Label'
export const labelHint = 'Whom it is for. Only admins see it.'
export const uses = 'Uses'
export const usesHint = '1 to 10000.'
export const lastDay = 'Last day'
export const lastDayHint = 'In UTC.'
export const make = 'Make the code'

export const states = { open: 'Open', 'used up': 'Used up', expired: 'Expired', revoked: 'Revoked' }
export const code = 'Code'
export const link = 'Sign-up link'
export const revoke = 'Revoke'
export const revokeOne = (of: string) => `Revoke ${of}`
export const taken = (count: number, most: number) => `${writeNumber(count)} of ${countOf(most, 'use')} taken`
export const takenAndLeft = (count: number, most: number) =>
  `${taken(count, most)}, ${writeNumber(most - count)} left`
export const until = (facts: string, day: string) => `${facts} · until ${day}`
