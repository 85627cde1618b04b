import { countOf } from '@/lib/count-of'

export const search = 'Search name or address'
export const which = 'Which accounts'
export const order = 'Order'
export const filters = {
  all: 'All accounts',
  admins: 'Admins',
  'two-factor': 'With two-factor',
  unconfirmed: 'Not confirmed',
  banned: 'Banned',
}
export const sorts = {
  '-created': 'Newest first',
  created: 'Oldest first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
}
export const columns = {
  name: 'Name',
  email: 'Address',
  standing: 'Standing',
  twoFactor: 'Two-factor',
  seen: 'Last seen',
  created: 'Made',
}
export const chooseColumns = 'Columns'
export const columnsToShow = 'Columns to show'
export const copy = 'CSV'
export const onTheWay = 'The accounts are on their way.'
export const tryAgain = 'Try again'
export const showMore = 'Show more'
export const showAll = 'Show all accounts'
export const found = (count: number, hasMore: boolean) =>
  hasMore ? `${countOf(count, 'account')} and more` : countOf(count, 'account')
export const moreFound = (count: number) => `${count} more`

export const nobodyBanned = 'Nobody is banned'
export const noMatch = 'No account matches'
export const noMatchHint = 'Try a part of the name or of the address.'

export const selectAll = 'Select all that are shown'
export const selectOne = (name: string) => `Select ${name}`
export const twoFactor = { on: 'On', off: 'Off' }
export const never = 'never'
export const admin = 'Admin'
export const banned = 'Banned'
export const bannedUntil = (day: string) => `Banned until ${day}`
export const notConfirmed = 'Not confirmed'
export const active = 'Active'

export const noMatchWithHint = `${noMatch}. ${noMatchHint}`
export const submitSearch = 'Search'
export const seen = 'seen'
export const neverSeen = 'never seen'
export const pages = 'Pages'
export const firstPage = 'First page'
export const moreAccounts = 'More accounts'
