import { CreateForm } from '../forms.schema'

export const workshopForm = CreateForm.parse({
  title: 'A day of sourdough: register',
  settings: {
    places: 40,
    receipt: true,
    thanks: { text: 'You have a place. Bring an apron; flour and ovens are here.' },
  },
  definition: {
    fields: [
      { kind: 'section', key: 'you', title: 'About you' },
      { kind: 'short_text', key: 'name', label: 'Your name', required: true, maxLength: 80 },
      { kind: 'email', key: 'email', label: 'Your e-mail address', required: true },
      { kind: 'phone', key: 'phone', label: 'A phone number for the day itself' },
      { kind: 'page_break', key: 'page_day', title: 'The day' },
      {
        kind: 'matrix',
        key: 'skills',
        label: 'How often have you made',
        rows: [
          { value: 'yeast', label: 'Bread with yeast' },
          { value: 'sourdough', label: 'Bread with sourdough' },
          { value: 'starter', label: 'A starter of your own' },
        ],
        columns: [
          { value: 'never', label: 'Never' },
          { value: 'once', label: 'Once or twice' },
          { value: 'often', label: 'Often' },
        ],
      },
      {
        kind: 'ranking',
        key: 'wishes',
        label: 'What do you want to learn most?',
        options: [
          { value: 'starter', label: 'Keeping a starter' },
          { value: 'shaping', label: 'Shaping' },
          { value: 'baking', label: 'Baking in a home oven' },
        ],
      },
      { kind: 'yes_no', key: 'lunch', label: 'Will you have lunch with us?', required: true },
      {
        kind: 'choice',
        key: 'diet',
        label: 'What may we cook for you?',
        options: [
          { value: 'anything', label: 'Anything' },
          { value: 'vegetarian', label: 'Vegetarian' },
          { value: 'vegan', label: 'Vegan' },
        ],
        hasOther: true,
        shownIf: { join: 'and', tests: [{ key: 'lunch', is: 'equal', value: true }] },
        requiredIf: { join: 'and', tests: [{ key: 'lunch', is: 'equal', value: true }] },
      },
    ],
  },
})
