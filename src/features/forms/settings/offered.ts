import { wordsByLanguage } from '../words/public'
import { choices } from '../words/settings'

type Choice = { value: string; label: string }

/** What each list of the page of settings offers, by the name of its control. */
export const offered: Record<'language' | keyof typeof choices, Choice[]> = {
  language: Object.entries(wordsByLanguage).map(([value, { name }]) => ({ value, label: name })),
  once: listOf(choices.once),
  proofOfWork: listOf(choices.proofOfWork),
  visibleTo: listOf(choices.visibleTo),
  notifyHow: listOf(choices.notifyHow),
}

function listOf(labels: Record<string, string>): Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
