import { wordsByLanguage } from '../words'

type Choice = { value: string; label: string }

/** What each list of the page of settings offers, by the name of its control. */
export const offered: Record<'language' | 'once' | 'proofOfWork' | 'visibleTo' | 'notifyHow', Choice[]> = {
  language: Object.entries(wordsByLanguage).map(([value, { name }]) => ({ value, label: name })),
  once: [
    { value: 'no', label: 'As many as they like' },
    { value: 'browser', label: 'One from each browser' },
    { value: 'link', label: 'One by each personal link' },
  ],
  proofOfWork: [
    { value: 'when_needed', label: 'When many answers come at once' },
    { value: 'always', label: 'Always' },
  ],
  visibleTo: [
    { value: 'workspace', label: 'Everybody in the workspace' },
    { value: 'admins', label: 'Its admins and owners' },
  ],
  notifyHow: [
    { value: 'never', label: 'None' },
    { value: 'at_once', label: 'At once' },
    { value: 'daily', label: 'Once a day' },
  ],
}
