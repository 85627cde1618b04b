import type { FormSettings } from '../forms.schema'

/** What a poster says beside its code, until somebody writes better. */
export const sentences: Record<FormSettings['language'], string> = {
  en: 'Point your phone’s camera at the code, or type the address.',
  de: 'Richten Sie die Kamera Ihres Telefons auf den Code, oder tippen Sie die Adresse ein.',
}

export const print = 'Print it'
export const printYourself = 'Print this page with your browser.'

export const posterOf = (title: string) => `Poster · ${title}`
export const share = 'Share'
export const poster = 'Poster'
export const notOpen = 'The form is not open'
export const notOpenHint = 'Whoever scans the code is told so, until it is published.'
export const byLinks = 'It is answered by personal links alone'
export const byLinksHint = 'Whoever scans the code is told to open the link that was sent to them.'
export const sentence = 'Sentence'
export const theSentence = 'The sentence'
export const paper = 'Paper'
export const papers = { a4: 'A4', letter: 'Letter' }
export const show = 'Show'
export const thePoster = 'The poster'
export const codeOf = (address: string) => `A code that leads to ${address}`
