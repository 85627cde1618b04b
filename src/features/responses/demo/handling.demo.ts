import type { ResponseStatus } from '../responses.schema'
import type { Chance } from '@/lib/server/demo-chance'

/** What the team of the demo has made of a response by now. */
export type Handling = {
  status: ResponseStatus
  isAssigned: boolean
  tags: string[]
  comments: string[]
}

const DAY = 86_400_000

/** What came in this week is mostly new; what is older than a month is done. */
export function handlingOf(chance: Chance, age: number, { tags, remarks }: Words): Handling {
  const status = chance.weighted(statusesAt(age))
  const wasTouched = status !== 'new' && status !== 'spam'
  return {
    status,
    isAssigned: status === 'in_work' || (wasTouched && chance.is(0.5)),
    tags: wasTouched && chance.is(0.3) ? [chance.pick(tags)] : [],
    comments: wasTouched && chance.is(0.15) ? [chance.pick(remarks)] : [],
  }
}

function statusesAt(age: number): Record<ResponseStatus, number> {
  if (age < 7 * DAY) return { new: 60, in_work: 25, done: 14, spam: 1 }
  if (age < 30 * DAY) return { new: 4, in_work: 20, done: 74, spam: 2 }
  return { new: 0, in_work: 1, done: 97, spam: 2 }
}

/** What is said of the responses to one form. */
export type Words = { tags: readonly string[]; remarks: readonly string[] }

/** What programs write, and why it waits in quarantine. */
export const suspects = [
  {
    reason: 'honeypot',
    text: 'We bring your shop to the first page of every search. Ask for our prices today.',
  },
  { reason: 'too_fast', text: 'Cheap watches, cheap bags, cheap shoes. Only this week.' },
  {
    reason: 'same_content',
    text: 'Dear owner, I noticed that your site has no backlinks. We can change that.',
  },
] as const
