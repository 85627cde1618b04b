import type { LinkState } from '../links/links.schema'

export const personal = 'Personal links'
export const counts = ({ unused, used, revoked }: Record<LinkState, number>) =>
  `Each is good for one response. ${unused} unused, ${used} used, ${revoked} taken back.`
export const anonymous = 'Answers are anonymous: nobody is told which came by which link.'

export const make = 'Make links'
export const makeFile = 'Make and download'
export const count = 'A number of links'
export const countHint = 'For nobody in particular.'
export const people = 'One for each person'
export const peopleExample = 'Ada Lovelace <ada@example.org>'
export const peopleHint = 'A line each: a name, an address, or both. Nobody but the team reads them.'
export const mailThem = (most: number) => `Mail each link to its address, ${most} at most at once`

export const made = (links: number) => (links === 1 ? 'The link is made' : `${links} links are made`)
export const copyNow =
  'Copy them now: only their hashes are kept, so that nobody, you neither, can read them here again.'
export const newLinks = 'The new links'

export const states: Record<LinkState, string> = { unused: 'Unused', used: 'Used', revoked: 'Taken back' }
export const noName = 'Without a name'
export const usedOn = (day: string) => `used ${day}`
export const madeAt = (time: string) => `made ${time}`
export const response = 'Response'
export const takeBack = 'Take back'
export const takeBackOf = (label: string) => `Take back the link of ${label}`
export const older = 'Older links'
export const download = 'Download the list as CSV'

/** The head of the file. */
export const columns = {
  label: 'Label',
  email: 'E-mail',
  address: 'Link',
  state: 'State',
  made: 'Made',
  used: 'Used',
  response: 'Response',
}
