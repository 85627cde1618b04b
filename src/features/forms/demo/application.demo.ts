import { CreateForm } from '../forms.schema'

export const applicationForm = CreateForm.parse({
  title: 'Work with us',
  settings: {
    review: true,
    visibleTo: 'admins',
    thanks: { text: 'Thank you. You hear from us within a week.' },
  },
  definition: {
    fields: [
      { kind: 'short_text', key: 'name', label: 'Your name', required: true, maxLength: 120 },
      { kind: 'email', key: 'email', label: 'Your e-mail address', required: true },
      {
        kind: 'choice',
        key: 'job',
        label: 'What would you like to do?',
        options: [
          { value: 'baker', label: 'Bake, from three in the morning' },
          { value: 'counter', label: 'Sell, at the counter' },
          { value: 'driver', label: 'Drive bread through the town' },
        ],
        required: true,
      },
      { kind: 'page_break', key: 'page_work', title: 'Your work' },
      { kind: 'long_text', key: 'why', label: 'Why with us?', required: true, maxLength: 3000 },
      { kind: 'date', key: 'start', label: 'When could you begin?' },
      { kind: 'link', key: 'site', label: 'A page that shows your work' },
      {
        kind: 'file',
        key: 'documents',
        label: 'Your documents',
        maxFiles: 3,
        maxBytes: 10_485_760,
        kinds: ['pdf'],
      },
      { kind: 'page_break', key: 'page_sign', title: 'Sign' },
      {
        kind: 'signature',
        key: 'signature',
        label: 'Signature',
        ways: ['drawn', 'typed'],
        required: true,
      },
    ],
  },
})
