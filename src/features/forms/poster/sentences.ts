import type { FormSettings } from '../forms.schema'

/** What a poster says beside its code, until somebody writes better. */
export const posterSentences: Record<FormSettings['language'], string> = {
  en: 'Point your phone’s camera at the code, or type the address.',
  de: 'Richten Sie die Kamera Ihres Telefons auf den Code, oder tippen Sie die Adresse ein.',
}
