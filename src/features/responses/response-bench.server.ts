import { makeMeasuredForm } from '@/features/forms/measured-form.demo'
import type { BenchQuestion, DemoTarget } from '@/lib/feature'
import { issueFormToken } from './form-token.server'
import { measuredAnswer } from './words/bench'

/** Older than anybody answers, younger than a token is good for, in milliseconds. */
const OPENED = 60_000

/** What visitors do: a form opened, and answered. It is one of its own, published for this. */
export async function benchResponses(target: DemoTarget): Promise<BenchQuestion[]> {
  const { id, slug } = await makeMeasuredForm(target)
  const token = issueFormToken(id, new Date(Date.now() - OPENED))
  const answer = (place: number) => ({
    key: `measured-${place}`,
    token,
    answers: { message: measuredAnswer(place) },
  })
  return [
    { what: 'a form opened', kind: 'page', path: `/f/${slug}`, isOfVisitor: true },
    { what: 'an answer kept', kind: 'write', path: `/f/${slug}`, isOfVisitor: true, body: answer },
  ]
}
