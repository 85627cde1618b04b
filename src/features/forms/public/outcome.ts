import type { Outcome } from '@/features/responses/definition/outcome'
import type { Words } from '../words/public'

/** Why a form takes nothing, in two sentences. */
export type Notice = { heading: string; text: string }

type State = Exclude<Outcome['outcome'], 'taken' | 'refused' | 'challenged'>

/** `when` is when the form opens, as a reader of its language writes it. */
export function noticeOf(state: State, words: Words, when: string): Notice {
  switch (state) {
    case 'not_open':
      return { heading: words.notOpen, text: words.notOpenText(when) }
    case 'closed':
      return { heading: words.closed, text: words.closedText }
    case 'full':
      return { heading: words.full, text: words.fullText }
    case 'enough':
      return { heading: words.enough, text: words.enoughText }
    case 'gone':
      return { heading: words.gone, text: words.goneText }
    case 'needs_link':
      return { heading: words.needsLink, text: words.needsLinkText }
    case 'unknown_link':
      return { heading: words.unknownLink, text: words.unknownLinkText }
    case 'used_link':
      return { heading: words.usedLink, text: words.usedLinkText }
    case 'revoked_link':
      return { heading: words.revokedLink, text: words.revokedLinkText }
  }
}

/**
 * The answer in JSON: 201 for a new response, 200 for one that was taken before. `next` is where a browser goes on, `challengeNote` what
 * whoever makes no proof of work reads.
 */
export function outcomeAsJson(
  outcome: Outcome,
  words: Words,
  { next, when, challengeNote }: { next: string; when: string; challengeNote: string },
): { status: number; body: object } {
  switch (outcome.outcome) {
    case 'taken':
      return { status: outcome.isNew ? 201 : 200, body: { data: { id: outcome.id, next } } }
    case 'refused': {
      const issues = outcome.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      return { status: 400, body: { error: words.problems(issues.length), issues } }
    }
    case 'challenged':
      return { status: 429, body: { error: challengeNote, challenge: outcome.challenge } }
    default: {
      const { heading, text } = noticeOf(outcome.outcome, words, when)
      return { status: 409, body: { error: `${heading}. ${text}` } }
    }
  }
}

/** A moment as people write it, in the language and the time zone of the form, which is said: nobody knows where a reader is. */
export function momentIn(
  { language, timeZone }: { language: string; timeZone: string },
  time?: string,
): string {
  return time === undefined ? '' : new Date(time).toLocaleString(language, { ...moment, timeZone })
}

const moment = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'long',
} as const
