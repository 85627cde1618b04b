import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { publishForms, responsesOf } from './support/public-forms'
import { linger } from './support/visitor-forms'

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
    await linger(person.page)
    if ('javaScript' in options) await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('By its content the file “cv.pdf” is of no kind').first().waitFor()
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada')
    if (!('javaScript' in options)) await look(person, 'form-file-refused')
  })

  it('that were chosen are asked for again when the page is shown again', async () => {
    const { page } = person
    await page.locator('input[type=file]').first().setInputFiles(pdf)
    await page.getByLabel('Your name').fill('')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('“Your name” needs an answer.').first().waitFor()
    if ('javaScript' in options) await page.getByText('Choose the files once more').waitFor()
    await page.getByLabel('Your name').fill('Ada')
  })

  it('say what they can be before they are chosen', async () => {
    await person.page.getByText('Up to 2 files of up to 1 MB each. Takes PDF.').first().waitFor()
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

describe('files that a script looks at when they are chosen', () => {
  let person: Visit

  beforeAll(async () => {
    person = await visit({ url: capsule.url })
    await person.page.goto('/f/papers')
    await person.page.locator('form[data-ready]').waitFor()
  })
  afterAll(() => person.close())

  const control = () => person.page.locator('input[type=file]').first()
  const names = () =>
    control().evaluate((input) => [...((input as HTMLInputElement).files ?? [])].map(({ name }) => name))
  const large = { ...pdf, name: 'large.pdf', buffer: Buffer.concat([pdf.buffer, Buffer.alloc(1_000_000)]) }

  it('go when they cannot be taken, and the others stay', async () => {
    await control().setInputFiles([pdf, large])
    await person.page.getByText('The file “large.pdf” for “Your papers” is larger than').first().waitFor()
    expect(await names()).toEqual(['cv.pdf'])
    await control().setInputFiles([pdf, { ...pdf, name: 'two.pdf' }, { ...pdf, name: 'three.pdf' }])
    await person.page.getByText('Choose at most 2 files for “Your papers”.').first().waitFor()
    expect(await names()).toEqual(['cv.pdf', 'two.pdf'])
    await control().setInputFiles([pdf])
    await expect.poll(() => person.page.getByText('Choose at most 2 files').first().isVisible()).toBe(false)
  })

  it('are named after a reload, to be chosen again', async () => {
    await person.page.reload()
    const ask = person.page.getByText('Choose your files again, a browser does not keep them: cv.pdf')
    await ask.waitFor()
    await look(person, 'form-files-again')
    await person.page.reload()
    await ask.waitFor()
    await control().setInputFiles([pdf])
    await ask.waitFor({ state: 'hidden' })
    expect(person.takeProblems()).toEqual([])
  })
})
