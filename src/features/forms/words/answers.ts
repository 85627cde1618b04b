import { anyOf, day, decimal, megabytes } from '../definition/figures'

/** What is said of an answer that cannot be taken: what is wrong with it, and what to do. `label` is the question's. */
export type AnswerWords = {
  object: string
  unknown: (key: string) => string
  notAsked: (label: string) => string
  missing: (label: string) => string
  kind: (label: string) => string
  short: (label: string, min: number) => string
  long: (label: string, max: number) => string
  email: (label: string) => string
  phone: (label: string) => string
  link: (label: string) => string
  number: (label: string) => string
  whole: (label: string) => string
  atLeast: (label: string, min: string) => string
  atMost: (label: string, max: string) => string
  date: (label: string) => string
  time: (label: string) => string
  option: (label: string) => string
  fewChoices: (label: string, min: number) => string
  manyChoices: (label: string, max: number) => string
  doubled: (label: string) => string
  rows: (label: string) => string
  ranking: (label: string) => string
  manyFiles: (label: string, max: number) => string
  largeFile: (label: string, name: string, bytes: number) => string
  noFiles: (label: string) => string
  falseFile: (label: string, name: string) => string
  signature: (label: string) => string
  consent: (label: string) => string
  /** How a figure or a date of a limit is written. */
  decimal: (value: number) => string
  day: (value: string) => string
  /** One of several, such as `PDF or text`. */
  any: (names: string[]) => string
}

const en: AnswerWords = {
  object: 'Send the answers as an object, each by the key of its question.',
  unknown: (key) => `There is no question “${key}” in this form. Leave it out.`,
  notAsked: (label) => `“${label}” is not asked with these answers. Leave it out.`,
  missing: (label) => `“${label}” needs an answer.`,
  kind: (label) => `The answer to “${label}” is of a wrong kind. Answer it anew.`,
  short: (label, min) => `“${label}” needs at least ${min} characters.`,
  long: (label, max) => `“${label}” may have at most ${decimal('en', max)} characters. Shorten it.`,
  email: (label) => `“${label}” must be an e-mail address, such as name@example.org.`,
  phone: (label) => `“${label}” must be a phone number, such as +49 30 123456.`,
  link: (label) => `“${label}” must be a link that begins with https:// or http://.`,
  number: (label) => `“${label}” must be a number.`,
  whole: (label) => `“${label}” must be a whole number.`,
  atLeast: (label, min) => `“${label}” must be ${min} or more.`,
  atMost: (label, max) => `“${label}” must be ${max} or less.`,
  date: (label) => `“${label}” must be a date, written as 2026-12-31.`,
  time: (label) => `“${label}” must be a time, written as 17:30.`,
  option: (label) => `Choose one of the options of “${label}”.`,
  fewChoices: (label, min) => `Choose at least ${min} of the options of “${label}”.`,
  manyChoices: (label, max) => `Choose at most ${max} of the options of “${label}”.`,
  doubled: (label) => `An option of “${label}” is chosen twice. Choose each once.`,
  rows: (label) => `Choose an answer in every row of “${label}”.`,
  ranking: (label) => `Give every option of “${label}” a place of its own.`,
  manyFiles: (label, max) => `Choose at most ${max} ${max === 1 ? 'file' : 'files'} for “${label}”.`,
  largeFile: (label, name, bytes) =>
    `The file “${name}” for “${label}” is larger than ${decimal('en', megabytes(bytes))} MB. Choose a smaller one.`,
  noFiles: (label) => `The files for “${label}” did not come along. Send them as a form, with their content.`,
  falseFile: (label, name) =>
    `By its content the file “${name}” is of no kind that “${label}” takes. Choose another.`,
  signature: (label) => `Sign at “${label}”.`,
  consent: (label) => `“${label}” needs your consent: tick the box.`,
  decimal: (value) => decimal('en', value),
  day: (value) => day('en', value),
  any: (names) => anyOf('en', names),
}

const de: AnswerWords = {
  object: 'Die Antworten müssen ein Objekt sein, jede unter dem Schlüssel ihrer Frage.',
  unknown: (key) => `Die Frage „${key}“ gibt es in diesem Formular nicht. Bitte weglassen.`,
  notAsked: (label) => `„${label}“ wird bei diesen Antworten nicht gefragt. Bitte weglassen.`,
  missing: (label) => `„${label}“ braucht eine Antwort.`,
  kind: (label) => `Die Antwort auf „${label}“ hat eine falsche Form. Bitte neu beantworten.`,
  short: (label, min) => `„${label}“ braucht mindestens ${min} Zeichen.`,
  long: (label, max) => `„${label}“ darf höchstens ${decimal('de', max)} Zeichen haben. Bitte kürzen.`,
  email: (label) => `„${label}“ muss eine E-Mail-Adresse sein, etwa name@example.org.`,
  phone: (label) => `„${label}“ muss eine Telefonnummer sein, etwa +49 30 123456.`,
  link: (label) => `„${label}“ muss ein Link sein, der mit https:// oder http:// beginnt.`,
  number: (label) => `„${label}“ muss eine Zahl sein.`,
  whole: (label) => `„${label}“ muss eine ganze Zahl sein.`,
  atLeast: (label, min) => `„${label}“ darf nicht unter ${min} liegen.`,
  atMost: (label, max) => `„${label}“ darf nicht über ${max} liegen.`,
  date: (label) => `„${label}“ muss ein Datum sein, geschrieben wie 2026-12-31.`,
  time: (label) => `„${label}“ muss eine Uhrzeit sein, geschrieben wie 17:30.`,
  option: (label) => `Bitte bei „${label}“ eine der Möglichkeiten wählen.`,
  fewChoices: (label, min) => `Bitte bei „${label}“ mindestens ${min} wählen.`,
  manyChoices: (label, max) => `Bitte bei „${label}“ höchstens ${max} wählen.`,
  doubled: (label) => `Bei „${label}“ ist etwas doppelt gewählt. Bitte jedes nur einmal.`,
  rows: (label) => `Bitte bei „${label}“ in jeder Zeile etwas wählen.`,
  ranking: (label) => `Bitte bei „${label}“ jedem einen eigenen Platz geben.`,
  manyFiles: (label, max) =>
    `Bitte bei „${label}“ höchstens ${max} ${max === 1 ? 'Datei' : 'Dateien'} wählen.`,
  largeFile: (label, name, bytes) =>
    `Die Datei „${name}“ bei „${label}“ ist größer als ${decimal('de', megabytes(bytes))} MB. Bitte eine kleinere wählen.`,
  noFiles: (label) =>
    `Die Dateien für „${label}“ sind nicht mitgekommen. Bitte als Formular mit ihrem Inhalt senden.`,
  falseFile: (label, name) =>
    `Die Datei „${name}“ ist ihrem Inhalt nach von keiner Art, die „${label}“ annimmt. Bitte eine andere wählen.`,
  signature: (label) => `Bitte bei „${label}“ unterschreiben.`,
  consent: (label) => `„${label}“ braucht Ihre Zustimmung: bitte ankreuzen.`,
  decimal: (value) => decimal('de', value),
  day: (value) => day('de', value),
  any: (names) => anyOf('de', names),
}

/** By language. A further one is a line here and in public.ts. */
export const answerWords = { en, de } as const
