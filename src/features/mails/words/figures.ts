import { countOf } from '@/lib/count-of'

export const mailThatWaits = 'Mail that waits'
export const givenUp = (count: number) => `${countOf(count, 'message')} given up`
export const noMailServer = 'There is no mail server: hand them on'

export const metric = 'Messages of the outbox by what became of them; those that were sent go after 90 days.'
