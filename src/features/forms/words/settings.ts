import type { FormSettings } from '../forms.schema'

export const page = 'The page'
export const title = 'Title'
export const slug = 'Address'
export const slugHint = (prefix: string) =>
  `It is ${prefix} and this. Links and codes that lead to another one stop working.`
export const language = 'Language of its own words'
export const accent = 'Colour'
export const accentHint = 'Such as #1d5f59. It is made lighter or darker where it could not be read.'
export const chooseAccent = 'Choose the colour'
export const thanks = 'Thank-you'
export const thanksHint = 'What is said when the answers have arrived.'
export const redirect = 'Or go on to'
export const redirectHint = 'An address that is opened instead of the thank-you.'
export const review = 'Show all answers before they are sent'
export const receipt = 'Send a receipt to the address that was given'
export const receiptHint = 'The form has to ask for an e-mail address.'

export const whoAndWhen = 'Who and when'
export const opens = 'Opens'
export const closes = 'Closes'
export const timeZone = 'Time zone'
export const timeZoneHint = 'Both times are on its clocks, and visitors read its name beside them.'
export const places = 'Places'
export const placesHint = 'The last one goes once; whoever comes later is told so.'
export const once = 'Answers of one person'
export const onceHint = 'Personal links are made where the form is shared.'
export const anonymousLinks = 'Answers by personal links are anonymous'
export const anonymousLinksHint =
  'Nobody is told which response came by which link: only that it was used, and on which day.'
export const proofOfWork = 'Proof of work'
export const proofOfWorkHint =
  'A sum that the visitor’s browser does for a moment; it keeps programs away. Where it is asked for, nobody answers without scripts.'
export const embedOrigins = 'Pages that may show it'
export const embedOriginsHint = 'Origins such as https://example.org, one a line.'

export const responses = 'Responses'
export const visibleTo = 'Who sees them'
export const retentionDays = 'Days they are kept'
export const retentionDaysHint = 'After that they are deleted for good. Empty: until somebody deletes them.'
export const keepAddress = 'Keep the network address of whoever answers'

export const noMail = 'No mail is sent yet'
export const noMailText =
  'This instance knows no mail server: messages wait until whoever runs it has set SMTP_URL.'
export const notifyHow = 'Mail about new ones'
export const notifyPeople = 'To these people'
export const notifyEmails = 'And to'
export const notifyEmailsHint = 'Addresses, one a line.'

/** What can be chosen of each, in the order of its list. */
export const choices: {
  [Name in 'once' | 'proofOfWork' | 'visibleTo']: Record<FormSettings[Name], string>
} & { notifyHow: Record<FormSettings['notify']['how'], string> } = {
  once: {
    no: 'As many as they like',
    browser: 'One from each browser',
    link: 'One by each personal link',
  },
  proofOfWork: { when_needed: 'When many answers come at once', always: 'Always' },
  visibleTo: { workspace: 'Everybody in the workspace', admins: 'Its admins and owners' },
  notifyHow: { never: 'None', at_once: 'At once', daily: 'Once a day' },
}
