import type { Page } from 'playwright-core'
import type { DemoInstance } from '../demo-instance'

type Step = [says: string, act: (page: Page) => Promise<void>]

/** What somebody does on a page, one after the other. */
export type Journey = { name: string; path: string; width?: number; steps: Step[] }

const press =
  (key: string) =>
  async (page: Page): Promise<void> =>
    page.keyboard.press(key)

const button =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> =>
    page.getByRole('button', { name }).first().click()

const type = (label: string, text: string) => async (page: Page) => {
  await page.getByLabel(label, { exact: true }).first().click()
  await page.keyboard.type(text, { delay: 90 })
}

/** The main pages, by what is mostly done on them. */
export function journeys({ note, tasks, form }: DemoInstance['ids']): Journey[] {
  return [
    {
      name: 'dashboard',
      path: '/',
      steps: [
        ['open the palette', press('Control+k')],
        ['type in the palette', (page) => page.keyboard.type('sourdough', { delay: 90 })],
        ['choose by an arrow key', press('ArrowDown')],
        ['close the palette', press('Escape')],
        ['open the keys', press('?')],
        ['close the keys', press('Escape')],
        ['open a chart’s table', (page) => page.getByText('As a table').first().click()],
      ],
    },
    {
      name: 'dashboard on a phone',
      path: '/',
      width: 360,
      steps: [['open the menu', (page) => page.locator('header button[popovertarget=menu]').first().click()]],
    },
    {
      name: 'notes',
      path: '/notes',
      steps: [
        ['search as one types', type('Search notes', 'flour')],
        [
          'go to the next by j',
          async (page) => {
            await page.locator('[data-slot=note-link]').first().focus()
            await page.keyboard.press('j')
          },
        ],
        ['archive by e', press('e')],
      ],
    },
    {
      name: 'note with tasks',
      path: `/notes/${tasks}`,
      steps: [
        ['tick a task', (page) => page.getByRole('checkbox').first().click()],
        ['pin', button(/^Pin/)],
      ],
    },
    {
      name: 'editor',
      path: `/notes/${note}/edit`,
      steps: [
        ['type beside the preview', type('Text', 'Flour comes on **Thursday**.')],
        ['make a heading', button('Heading')],
        [
          'add a tag',
          async (page) => {
            await page.locator('#tags').click()
            await page.keyboard.type('mill', { delay: 90 })
            await page.keyboard.press('Enter')
          },
        ],
        ['save', press('Control+s')],
      ],
    },
    {
      name: 'admin accounts',
      path: '/admin/accounts',
      steps: [
        ['search as one types', type('Search name or address', 'a')],
        ['sort by name', (page) => page.getByRole('link', { name: 'Name', exact: true }).click()],
        [
          'filter',
          async (page) => {
            await page.getByLabel('Which accounts').focus()
            await page.keyboard.press('ArrowDown')
            await page.keyboard.press('ArrowUp')
          },
        ],
        ['select an account', (page) => page.getByRole('checkbox').nth(1).click()],
        ['select all', (page) => page.getByRole('checkbox').first().click()],
        ['open a dialog', button('Sign out')],
        ['close the dialog', press('Escape')],
        ['show the columns', (page) => page.locator('summary', { hasText: 'Columns' }).click()],
      ],
    },
    {
      name: 'inbox of responses',
      path: `/forms/${form}/responses`,
      steps: [
        ['sort by a heading', (page) => page.getByRole('columnheader').getByRole('link').first().click()],
        ['open the filter', (page) => page.getByText('Filter', { exact: true }).click()],
        [
          'choose what to filter by',
          async (page) => {
            await page.getByLabel('What', { exact: true }).focus()
            await page.keyboard.press('ArrowDown')
          },
        ],
        ['select a response', (page) => page.getByRole('checkbox').nth(1).click()],
        ['search as one types', type('Search responses', 'an')],
      ],
    },
    {
      name: 'builder',
      path: `/forms/${form}/edit`,
      steps: [
        ['open the kinds of field', (page) => page.getByText('Add a field').click()],
        ['add a field', (page) => page.getByRole('button', { name: 'E-mail', exact: true }).click()],
        ['type its label', type('Label', 'Where may we write to?')],
        [
          'move it',
          async (page) => {
            await page.locator('[data-selected] [data-slot=field-name]').focus()
            await page.keyboard.press('Alt+ArrowUp')
          },
        ],
        ['undo', button('Undo')],
        ['choose another field', (page) => page.locator('[data-slot=field-name]').first().click()],
      ],
    },
  ]
}
