import { CreateForm } from '../forms.schema'

export const partyForm = CreateForm.parse({
  title: 'Summer party in the yard: will you come?',
  settings: { thanks: { text: 'We are looking forward to it.' } },
  definition: {
    fields: [
      { kind: 'short_text', key: 'name', label: 'Your name', required: true, maxLength: 80 },
      { kind: 'yes_no', key: 'comes', label: 'Will you come?', required: true },
      {
        kind: 'page_break',
        key: 'page_details',
        title: 'With whom, and what',
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
      {
        kind: 'choices',
        key: 'days',
        label: 'On which evening?',
        options: [
          { value: 'friday', label: 'Friday' },
          { value: 'saturday', label: 'Saturday' },
          { value: 'sunday', label: 'Sunday' },
        ],
      },
      { kind: 'time', key: 'from', label: 'From when on?', min: '16:00', max: '23:00' },
      { kind: 'short_text', key: 'brings', label: 'What will you bring?', maxLength: 120 },
    ],
  },
})
