import type { Locator, Page } from 'playwright-core'
import type { DemoInstance } from '../demo-instance'

type Step = [says: string, act: (page: Page) => Promise<void>]

/** What somebody does on a page, one after the other. */
export type Journey = { name: string; path: string; width?: number; steps: Step[] }

/** How long a hand is over something before it presses it, and how long it holds it down, in milliseconds. */
const HOVER = 150
const HOLD = 80

/**
 * A press of the mouse in the middle of what is found, as a hand does it. Playwright's own click listens in the page for where it goes,
 * which a slowed processor adds to the time that is measured.
 */
async function click(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error(`${target} is nowhere on the page.`)
  const { mouse } = target.page()
  await mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await Bun.sleep(HOVER)
  await mouse.down()
  await Bun.sleep(HOLD)
  await mouse.up()
}

const press =
  (key: string) =>
  async (page: Page): Promise<void> =>
    page.keyboard.press(key)

const button =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> =>
    click(page.getByRole('button', { name }).first())

const type = (label: string, text: string) => async (page: Page) => {
  await click(page.getByLabel(label, { exact: true }).first())
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
        ['open a chart’s table', (page) => click(page.getByText('As a table').first())],
      ],
    },
    {
      name: 'dashboard on a phone',
      path: '/',
      width: 360,
      steps: [['open the menu', (page) => click(page.locator('header button[popovertarget=menu]').first())]],
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
        ['tick a task', (page) => click(page.getByRole('checkbox').first())],
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
            await click(page.locator('#tags'))
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
        ['sort by name', (page) => click(page.getByRole('link', { name: 'Name', exact: true }))],
        [
          'filter',
          async (page) => {
            await page.getByLabel('Which accounts').focus()
            await page.keyboard.press('ArrowDown')
            await page.keyboard.press('ArrowUp')
          },
        ],
        ['select an account', (page) => click(page.getByRole('checkbox').nth(1))],
        ['select all', (page) => click(page.getByRole('checkbox').first())],
        ['open a dialog', button('Sign out')],
        ['close the dialog', press('Escape')],
        ['show the columns', (page) => click(page.locator('summary', { hasText: 'Columns' }))],
      ],
    },
    {
      name: 'inbox of responses',
      path: `/forms/${form}/responses`,
      steps: [
        ['sort by a heading', (page) => click(page.getByRole('columnheader').getByRole('link').first())],
        ['open the filter', (page) => click(page.getByText('Filter', { exact: true }))],
        [
          'choose what to filter by',
          async (page) => {
            await page.getByLabel('What', { exact: true }).focus()
            await page.keyboard.press('ArrowDown')
          },
        ],
        ['select a response', (page) => click(page.getByRole('checkbox').nth(1))],
        ['search as one types', type('Search responses', 'an')],
      ],
    },
    {
      name: 'builder',
      path: `/forms/${form}/edit`,
      steps: [
        ['open the kinds of field', (page) => click(page.getByText('Add a field'))],
        ['add a field', (page) => click(page.getByRole('button', { name: 'E-mail', exact: true }))],
        ['type its label', type('Label', 'Where may we write to?')],
        [
          'move it',
          async (page) => {
            await page.locator('[data-selected] [data-slot=field-name]').focus()
            await page.keyboard.press('Alt+ArrowUp')
          },
        ],
        ['undo', button('Undo')],
        ['choose another field', (page) => click(page.locator('[data-slot=field-name]').first())],
      ],
    },
  ]
}
