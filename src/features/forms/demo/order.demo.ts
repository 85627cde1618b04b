import { CreateForm } from '../forms.schema'

const breads = [
  { value: 'rye', label: 'Rye sourdough, 1 kg' },
  { value: 'wheat', label: 'Country wheat, 750 g' },
  { value: 'spelt', label: 'Spelt and walnut, 500 g' },
]

export const orderForm = CreateForm.parse({
  title: 'Order bread for Saturday',
  settings: { thanks: { text: 'Thank you. Your bread waits for you from eight on.' } },
  definition: {
    fields: [
      {
        kind: 'text_block',
        key: 'intro',
        text: 'Order until **Thursday evening**, and pick it up on Saturday.',
      },
      { kind: 'picture_block', key: 'loaf', alt: 'A loaf of bread on a board' },
      { kind: 'short_text', key: 'name', label: 'Your name', required: true, maxLength: 80 },
      {
        kind: 'email',
        key: 'email',
        label: 'E-mail',
        help: 'For the one case that we run out.',
        required: true,
      },
      {
        kind: 'choices',
        key: 'breads',
        label: 'Which breads?',
        options: breads,
        required: true,
        minChoices: 1,
      },
      {
        kind: 'number',
        key: 'loaves',
        label: 'How many loaves in all?',
        min: 1,
        max: 20,
        isInteger: true,
        required: true,
      },
      { kind: 'page_break', key: 'pick_up', title: 'Picking it up' },
      {
        kind: 'choice',
        key: 'when',
        label: 'When do you come?',
        options: [
          { value: 'early', label: '8 to 10' },
          { value: 'late', label: '10 to 13' },
        ],
        required: true,
      },
      { kind: 'yes_no', key: 'sliced', label: 'Shall we slice it?' },
      {
        kind: 'number',
        key: 'thickness',
        label: 'How thick, in millimetres?',
        min: 8,
        max: 20,
        isInteger: true,
        shownIf: { join: 'and', tests: [{ key: 'sliced', is: 'equal', value: true }] },
      },
      { kind: 'rating', key: 'last_time', label: 'How was it last time?', steps: 5 },
      { kind: 'long_text', key: 'wishes', label: 'Anything else?', maxLength: 1000 },
    ],
  },
})
