import { countOf } from '@/lib/count-of'

export const bar = 'Selected accounts'
export const selected = (count: number) => `${count} selected`
export const clear = 'Clear'

export const questions = {
  ban: {
    label: 'Ban',
    title: 'Ban these accounts?',
    text: 'Their sessions end, and nobody signs in with them until the ban is over or lifted.',
  },
  unban: {
    label: 'Lift bans',
    title: 'Lift the bans of these accounts?',
    text: 'Their owners can sign in again.',
  },
  'end-sessions': {
    label: 'Sign out',
    title: 'Sign these accounts out everywhere?',
    text: 'Every browser has to sign in again.',
  },
  delete: {
    label: 'Delete',
    title: 'Delete these accounts for good?',
    text: 'Their private notes go with them, and every workspace in which they are alone. This cannot be undone.',
  },
}
export const asksFor = (count: number, text: string) => `${countOf(count, 'account')}. ${text}`
export const done = {
  ban: (count: number) => `${countOf(count, 'account')} banned`,
  unban: (count: number) => `${countOf(count, 'account')} let in again`,
  'end-sessions': (count: number) => `${countOf(count, 'account')} signed out`,
  delete: (count: number) => `${countOf(count, 'account')} deleted`,
}

export const reason = 'Reason'
export const reasonHint = 'The other admins see it.'
export const lastDay = 'Last day'
export const lastDayHint = 'In UTC. Empty: without an end.'

export const left = (count: number) =>
  `${countOf(count, 'account')} left as ${count === 1 ? 'it was' : 'they were'}`
export const showOthers = 'Show the others'
