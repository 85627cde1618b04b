import { applicationForm } from '@/features/forms/demo/application.demo'
import { contactForm } from '@/features/forms/demo/contact.demo'
import { feedbackForm } from '@/features/forms/demo/feedback.demo'
import { orderForm } from '@/features/forms/demo/order.demo'
import { partyForm } from '@/features/forms/demo/party.demo'
import { workshopForm } from '@/features/forms/demo/workshop.demo'
import {
  answerApplication,
  answerContact,
  answerFeedback,
  answerOrder,
  answerParty,
  answerWorkshop,
  type Answering,
} from './answers.demo'
import type { Words } from './handling.demo'

/** How a form of the demo is answered: `share` of all responses, `most` at most. */
export type Answered = Words & { title: string; share: number; most?: number; answer: Answering }

export const answeredForms: readonly Answered[] = [
  {
    title: feedbackForm.title,
    share: 0.4,
    answer: answerFeedback,
    tags: ['praise', 'complaint', 'tell the team'],
    remarks: ['Read out on Monday.', 'Third time this month. We should look at it.', 'Lovely. On the board.'],
  },
  {
    title: orderForm.title,
    share: 0.34,
    answer: answerOrder,
    tags: ['regular', 'large order', 'paid'],
    remarks: ['Called: comes at nine.', 'Fetched.', 'Not fetched, given to the food bank.'],
  },
  {
    title: contactForm.title,
    share: 0.14,
    answer: answerContact,
    tags: ['wholesale', 'allergy', 'called back'],
    remarks: [
      'Answered by phone.',
      'Wrote back with the list of ingredients.',
      'Offer sent, waits until the end of the week.',
    ],
  },
  {
    title: partyForm.title,
    share: 0.06,
    answer: answerParty,
    tags: ['family', 'neighbours'],
    remarks: ['Brings the big table too.'],
  },
  {
    title: workshopForm.title,
    share: 0.03,
    most: 34,
    answer: answerWorkshop,
    tags: ['paid', 'waits for a friend'],
    remarks: ['Paid by transfer.'],
  },
  {
    title: applicationForm.title,
    share: 0.03,
    most: 48,
    answer: answerApplication,
    tags: ['invited', 'trial day', 'refused'],
    remarks: ['Good talk. Trial day on Saturday.', 'Would begin in spring only.'],
  },
]

/** How many responses each form gets of so many in all; what is over goes to the first. */
export function shareOut(total: number): Map<Answered, number> {
  const counts = new Map(
    answeredForms.map((form) => [form, Math.min(form.most ?? total, Math.floor(total * form.share))]),
  )
  const [first] = answeredForms
  const given = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (first) counts.set(first, (counts.get(first) ?? 0) + total - given)
  return counts
}
