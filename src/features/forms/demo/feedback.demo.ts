import { CreateForm } from '../forms.schema'

export const feedbackForm = CreateForm.parse({
  title: 'How was it?',
  settings: { thanks: { text: 'Thank you. We read every word, usually before six in the morning.' } },
  definition: {
    fields: [
      { kind: 'rating', key: 'stars', label: 'How did you like it?', steps: 5, required: true },
      {
        kind: 'choice',
        key: 'visit',
        label: 'What brought you here?',
        options: [
          { value: 'bread', label: 'Bread' },
          { value: 'breakfast', label: 'Breakfast' },
          { value: 'coffee', label: 'Coffee' },
          { value: 'cake', label: 'Cake' },
        ],
        hasOther: true,
      },
      {
        kind: 'scale',
        key: 'recommend',
        label: 'How likely are you to recommend us to a friend?',
        lowLabel: 'Not at all',
        highLabel: 'For sure',
      },
      { kind: 'long_text', key: 'liked', label: 'What did you like?', maxLength: 1000 },
      {
        kind: 'long_text',
        key: 'better',
        label: 'What should we do better?',
        maxLength: 1000,
        shownIf: { join: 'and', tests: [{ key: 'stars', is: 'less', value: 4 }] },
      },
    ],
  },
})
