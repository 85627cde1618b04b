import type { Page } from 'playwright-core'

const when = (key: string, is: string, value?: unknown) => ({
  join: 'and' as const,
  tests: [{ key, is, value }],
})
const option = (value: string, label: string) => ({ value, label })

/** Three pages with logic between and within them. */
export const journey = {
  fields: [
    { kind: 'text_block', key: 'hello', text: 'We look **forward** to it. <b>Not bold.</b>' },
    { kind: 'short_text', key: 'name', label: 'Your name', required: true, prefill: 'name' },
    { kind: 'yes_no', key: 'comes', label: 'Do you come?', required: true },
    {
      kind: 'long_text',
      key: 'why',
      label: 'Why not?',
      required: true,
      shownIf: when('comes', 'equal', false),
    },
    { kind: 'page_break', key: 'guests_page', title: 'Your guests', endIf: when('comes', 'equal', false) },
    {
      kind: 'number',
      key: 'guests',
      label: 'How many do you bring?',
      required: true,
      min: 0,
      max: 5,
      isInteger: true,
    },
    { kind: 'page_break', key: 'food_page', title: 'The food', skipIf: when('guests', 'equal', 0) },
    {
      kind: 'choices',
      key: 'food',
      label: 'What do they eat?',
      required: true,
      hasOther: true,
      options: [option('bread', 'Bread'), option('soup', 'Soup')],
    },
  ],
}

/** Every kind of question, on one page. */
export const everything = {
  fields: [
    { kind: 'section', key: 'about', title: 'About you', help: 'Nobody else sees this.' },
    {
      kind: 'short_text',
      key: 'short',
      label: 'A short text',
      help: 'A few words do.',
      placeholder: 'Words',
    },
    { kind: 'long_text', key: 'long', label: 'A long text' },
    { kind: 'email', key: 'email', label: 'An e-mail address' },
    { kind: 'phone', key: 'phone', label: 'A phone number' },
    { kind: 'link', key: 'link', label: 'A link' },
    { kind: 'number', key: 'number', label: 'A number', default: 3 },
    { kind: 'date', key: 'date', label: 'A date' },
    { kind: 'time', key: 'time', label: 'A time' },
    {
      kind: 'choice',
      key: 'choice',
      label: 'One of these',
      options: [option('a', 'Ash'), option('b', 'Birch')],
    },
    {
      kind: 'dropdown',
      key: 'dropdown',
      label: 'One of those',
      options: [option('a', 'Ash'), option('b', 'Birch')],
    },
    { kind: 'rating', key: 'rating', label: 'A rating', steps: 5 },
    { kind: 'scale', key: 'scale', label: 'A scale', lowLabel: 'Never', highLabel: 'Always' },
    {
      kind: 'matrix',
      key: 'matrix',
      label: 'A matrix',
      rows: [option('oven', 'The oven'), option('shop', 'The shop')],
      columns: [option('good', 'Good'), option('bad', 'Bad')],
    },
    {
      kind: 'ranking',
      key: 'ranking',
      label: 'A ranking',
      options: [option('a', 'Ash'), option('b', 'Birch')],
    },
    {
      kind: 'signature',
      key: 'signature',
      label: 'Your signature',
      ways: ['drawn', 'typed'],
      required: true,
    },
    {
      kind: 'consent',
      key: 'consent',
      label: 'Privacy',
      text: 'You may keep this for a year.',
      required: true,
    },
    { kind: 'hidden', key: 'source', label: 'Source', prefill: 'from' },
  ],
}

export const simple = { fields: [{ kind: 'short_text', key: 'name', label: 'Your name', required: true }] }

/** Programs are told by their haste: a form that is answered within two seconds waits in quarantine. */
export const linger = (page: Page) => page.waitForTimeout(2100)
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
export const ready = (page: Page) => page.locator('form[data-ready]').waitFor()
