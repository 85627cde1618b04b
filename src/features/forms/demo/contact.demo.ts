import { CreateForm } from '../forms.schema'

export const contactForm = CreateForm.parse({
  title: 'Write to us',
  settings: { thanks: { text: 'Thank you. We answer within two days.' } },
  definition: {
    fields: [
      { kind: 'short_text', key: 'name', label: 'Your name', required: true, maxLength: 80 },
      { kind: 'email', key: 'email', label: 'Your e-mail address', required: true },
      {
        kind: 'dropdown',
        key: 'topic',
        label: 'What is it about?',
        options: [
          { value: 'question', label: 'A question' },
          { value: 'wholesale', label: 'Bread for a shop or a restaurant' },
          { value: 'wrong', label: 'Something went wrong' },
          { value: 'praise', label: 'Praise' },
        ],
      },
      { kind: 'long_text', key: 'message', label: 'Your message', required: true, maxLength: 4000 },
      {
        kind: 'file',
        key: 'picture',
        label: 'A picture, where one helps',
        maxFiles: 2,
        maxBytes: 5_242_880,
        kinds: ['image'],
      },
      {
        kind: 'consent',
        key: 'consent',
        label: 'Privacy',
        text: 'I agree that my answers are kept to deal with my request.',
        required: true,
      },
    ],
  },
})
