import type { Field } from '../definition/field.schema'
import type { FormSettings } from '../forms.schema'

/** A form to begin with: what it asks, and what it does besides. */
export type Template = {
  id: string
  title: string
  about: string
  fields: Field[]
  settings?: Partial<FormSettings>
}

const list = (...labels: string[]) =>
  labels.map((label) => ({
    value: label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, ''),
    label,
  }))

const name: Field = { kind: 'short_text', key: 'name', label: 'Your name', required: true }
const email: Field = { kind: 'email', key: 'email', label: 'Your e-mail address', required: true }
const consent: Field = {
  kind: 'consent',
  key: 'consent',
  label: 'Privacy',
  text: 'I agree that my answers are kept to deal with my request.',
  required: true,
}

export const templates: Template[] = [
  { id: 'empty', title: 'Untitled form', about: 'Begin with nothing', fields: [] },
  {
    id: 'contact',
    title: 'Contact us',
    about: 'A message with an address to answer to',
    fields: [
      name,
      email,
      {
        kind: 'dropdown',
        key: 'topic',
        label: 'What is it about?',
        options: list('A question', 'An order', 'Something went wrong', 'Something else'),
      },
      { kind: 'long_text', key: 'message', label: 'Your message', required: true, maxLength: 4000 },
      consent,
    ],
  },
  {
    id: 'feedback',
    title: 'How was it?',
    about: 'Stars, a recommendation from 0 to 10, and words',
    fields: [
      { kind: 'rating', key: 'stars', label: 'How did you like it?', steps: 5, required: true },
      {
        kind: 'scale',
        key: 'recommend',
        label: 'How likely are you to recommend us to a friend?',
        lowLabel: 'Not at all',
        highLabel: 'For sure',
      },
      { kind: 'long_text', key: 'liked', label: 'What did you like?' },
      {
        kind: 'long_text',
        key: 'better',
        label: 'What should we do better?',
        shownIf: { join: 'and', tests: [{ key: 'stars', is: 'less', value: 4 }] },
      },
    ],
  },
  {
    id: 'registration',
    title: 'Register for the workshop',
    about: 'A number of places; the last goes once',
    settings: { places: 20, receipt: true },
    fields: [
      { kind: 'section', key: 'you', title: 'About you' },
      name,
      email,
      { kind: 'phone', key: 'phone', label: 'A phone number for the day itself' },
      { kind: 'page_break', key: 'page_day', title: 'The day' },
      { kind: 'yes_no', key: 'lunch', label: 'Will you have lunch with us?', required: true },
      {
        kind: 'choice',
        key: 'diet',
        label: 'What may we cook for you?',
        options: list('Anything', 'Vegetarian', 'Vegan'),
        hasOther: true,
        shownIf: { join: 'and', tests: [{ key: 'lunch', is: 'equal', value: true }] },
        requiredIf: { join: 'and', tests: [{ key: 'lunch', is: 'equal', value: true }] },
      },
      consent,
    ],
  },
  {
    id: 'order',
    title: 'Order for Saturday',
    about: 'What, how many, and when it is fetched',
    settings: { review: true, receipt: true },
    fields: [
      name,
      email,
      {
        kind: 'choices',
        key: 'breads',
        label: 'Which bread?',
        options: list('Rye', 'Spelt', 'Wheat', 'Walnut'),
        minChoices: 1,
        required: true,
      },
      {
        kind: 'number',
        key: 'loaves',
        label: 'How many loaves in all?',
        min: 1,
        max: 50,
        isInteger: true,
        required: true,
      },
      { kind: 'date', key: 'day', label: 'When will you fetch it?', required: true },
      { kind: 'time', key: 'time', label: 'At what time?', min: '07:00', max: '13:00' },
      { kind: 'long_text', key: 'wishes', label: 'Anything else?' },
    ],
  },
  {
    id: 'incident',
    title: 'Report an incident',
    about: 'What happened, how bad it is, with pictures',
    fields: [
      { kind: 'short_text', key: 'what', label: 'What happened, in one line?', required: true },
      {
        kind: 'choice',
        key: 'severity',
        label: 'How bad is it?',
        options: list('Nobody noticed', 'Somebody is hindered', 'Nothing works', 'Somebody is hurt'),
        required: true,
      },
      {
        kind: 'text_block',
        key: 'hurt',
        text: '**Call for help first.** Then go on here.',
        shownIf: { join: 'and', tests: [{ key: 'severity', is: 'equal', value: 'somebody_is_hurt' }] },
      },
      { kind: 'date', key: 'day', label: 'On which day?', required: true },
      { kind: 'time', key: 'time', label: 'At about what time?' },
      { kind: 'long_text', key: 'details', label: 'What exactly?', required: true },
      {
        kind: 'file',
        key: 'pictures',
        label: 'Pictures or documents',
        maxFiles: 3,
        maxBytes: 10_485_760,
        kinds: ['image', 'pdf'],
      },
      { kind: 'email', key: 'email', label: 'An address for questions' },
    ],
  },
  {
    id: 'application',
    title: 'Apply for the job',
    about: 'Over three pages, with documents and a signature',
    settings: { review: true, visibleTo: 'admins', retentionDays: 180 },
    fields: [
      name,
      email,
      { kind: 'phone', key: 'phone', label: 'Phone' },
      { kind: 'page_break', key: 'page_work', title: 'Your work' },
      { kind: 'long_text', key: 'why', label: 'Why this job?', required: true },
      {
        kind: 'matrix',
        key: 'skills',
        label: 'How well do you know',
        rows: list('Sourdough', 'Pastry', 'Selling'),
        columns: list('Not at all', 'A little', 'Well'),
      },
      {
        kind: 'file',
        key: 'documents',
        label: 'Your documents',
        maxFiles: 3,
        maxBytes: 10_485_760,
        kinds: ['pdf'],
      },
      { kind: 'page_break', key: 'page_sign', title: 'Sign' },
      { kind: 'link', key: 'site', label: 'A page that shows your work' },
      { kind: 'signature', key: 'signature', label: 'Signature', ways: ['drawn', 'typed'], required: true },
      consent,
    ],
  },
  {
    id: 'poll',
    title: 'Which day suits you?',
    about: 'One question and a ranking',
    fields: [
      {
        kind: 'choices',
        key: 'days',
        label: 'On which days can you come?',
        options: list('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'),
        required: true,
      },
      {
        kind: 'ranking',
        key: 'times',
        label: 'Which time suits you best?',
        options: list('Morning', 'Noon', 'Evening'),
      },
    ],
  },
  {
    id: 'rsvp',
    title: 'Will you come?',
    about: 'Yes or no, with whom, and what to bring',
    fields: [
      name,
      { kind: 'yes_no', key: 'comes', label: 'Will you come?', required: true },
      {
        kind: 'page_break',
        key: 'page_details',
        endIf: { join: 'and', tests: [{ key: 'comes', is: 'equal', value: false }] },
      },
      {
        kind: 'number',
        key: 'guests',
        label: 'How many people in all?',
        min: 1,
        max: 10,
        isInteger: true,
        default: 1,
      },
      { kind: 'short_text', key: 'brings', label: 'What will you bring?' },
      email,
    ],
  },
]

export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id)
}
