import type { Locator, Page } from 'playwright-core'

/** The tags of a note: a plain field, and once it is awake a combobox. */
export function tagField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Tags' }).or(page.getByRole('textbox', { name: 'Tags' }))
}
