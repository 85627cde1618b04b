import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { publishForms, responsesOf } from './support/public-forms'

const papers = {
  fields: [
    { kind: 'short_text' as const, key: 'name', label: 'Your name', required: true },
    {
      kind: 'file' as const,
      key: 'papers',
      label: 'Your papers',
      required: true,
      maxFiles: 2,
      maxBytes: 1_000_000,
      kinds: ['pdf' as const],
    },
  ],
}

const pdf = {
  name: 'cv.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\nFlour, water, salt\n'),
}
const program = { name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('#!/bin/sh\n') }

let capsule: Capsule

beforeAll(async () => {
  const folder = await publishForms([{ title: 'Papers', slug: 'papers', definition: papers }])
  capsule = await startCapsule({ folder })
})

/** As long as a person takes at least. */
const linger = ({ page }: Visit) => page.waitForTimeout(2100)

describe.each([
  ['without scripts, on a phone', { javaScript: false, width: 360 }],
  ['with scripts', {}],
])('files %s', (_name, options) => {
  let person: Visit

  beforeAll(async () => {
    person = await visit({ url: capsule.url, ...options })
  })
  afterAll(() => person.close())

  it('of a false kind are refused at their field, and nothing that was typed is lost', async () => {
    const { page } = person
    await page.goto('/f/papers')
    if (!('javaScript' in options)) await page.locator('form[data-ready]').waitFor()
    await page.getByLabel('Your name').fill('Ada')
    await page.locator('input[type=file]').first().setInputFiles(program)
    await linger(person)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('By its content the file “cv.pdf” is of no kind').first().waitFor()
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada')
    if (!('javaScript' in options)) await look(person, 'form-file-refused')
  })

  it('of a right kind come along', async () => {
    const { page } = person
    const before = responsesOf(capsule.folder, 'papers').length
    await page.locator('input[type=file]').first().setInputFiles(pdf)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const all = responsesOf(capsule.folder, 'papers')
    expect(all).toHaveLength(before + 1)
    expect(all.at(-1)?.answers).toMatchObject({
      name: 'Ada',
      papers: [{ name: 'cv.pdf', bytes: pdf.buffer.byteLength, kind: 'pdf' }],
    })
    person.takeProblems()
  })
})
