import type { Question } from '@/features/forms/definition/field.schema'
import { isAnswered, type AnswerMap } from './questions'

/** What a question for a person's name is called, whole, in the languages that forms are most often written in. */
const nameWords = new Set(
  (
    'name|your name|full name|your full name|first name|last name|given name|family name|surname|first and last name|name and surname|' +
    'ihr name|dein name|vorname|nachname|familienname|vor- und nachname|vollständiger name|' +
    'nom|votre nom|prénom|nom et prénom|nom complet|nombre|tu nombre|su nombre|nombre completo|apellido|apellidos|' +
    'nombre y apellidos|الاسم|اسمك|שם|השם שלך'
  ).split('|'),
)

const nameKeys = new Set(['name', 'your_name', 'full_name', 'first_name', 'last_name', 'surname'])

/** True for a short text that asks who somebody is: by its key, or by its label as a whole. */
export function asksForName({ kind, key, label }: Pick<Question, 'kind' | 'key' | 'label'>): boolean {
  if (kind !== 'short_text') return false
  const said = label
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[?:*.!؟]+$/g, '')
    .trim()
  return nameKeys.has(key) || nameWords.has(said)
}

/** Who answered, as far as they said: their name (first and last, where these are two questions), else their address, else null. */
export function respondentOf(questions: readonly Question[], answers: AnswerMap): string | null {
  const answersTo = (fits: (question: Question) => boolean) =>
    questions
      .filter(fits)
      .map(({ key }) => answers[key])
      .filter((answer) => typeof answer === 'string' && isAnswered(answer.trim()))
      .map((answer) => String(answer).trim())
  const names = answersTo(asksForName).slice(0, 2).join(' ')
  return names || (answersTo(({ kind }) => kind === 'email')[0] ?? null)
}
