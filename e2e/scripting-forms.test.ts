// What a form's author writes and what visitors answer is text, on every page that shows it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { payloads } from './support/payloads'
import { addResponses } from './support/responses'
import { readRoutes } from './support/routes'

/** So many fields are asked for by one form; a definition may have 200. */
const FIELDS = 120

type Field = Record<string, unknown> & { kind: string; key: string }

let capsule: Capsule
let ada: Visit
const dialogs: string[] = []

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  ada.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await ada.page.route('https://example.invalid/**', (route) => route.abort())
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
  ada.takeProblems()
})
afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const Data = z.object({ data: z.object({ id: z.string(), slug: z.string() }) })

async function send(path: string, data: object = {}): Promise<z.output<typeof Data>['data']> {
  const response = await ada.page.request.post(path, { data, headers: { origin: capsule.url } })
  expect([path, response.status(), response.ok() ? '' : await response.text()]).toEqual([
    path,
    response.status(),
    '',
  ])
  return Data.parse(await response.json()).data
}

/** The API refuses control characters in a sentence; the notes' test looks at that. */
const whole = payloads.filter((payload) => !/[^\P{Cc}\n\t]/u.test(payload))
const line = (payload: string, most: number) =>
  payload
    .replaceAll(/[\p{Cc}\u2028]/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed() || 'x'

/** Every text of every kind of field, each with every payload somewhere. */
function makeFields(): Field[] {
  const questions = whole.map((payload) => ({
    kind: 'short_text',
    label: line(payload, 200),
    help: payload.slice(0, 800),
    placeholder: line(payload, 100),
    default: line(payload, 200),
  }))
  const blocks = whole.flatMap((payload) => [
    { kind: 'text_block', text: payload },
    { kind: 'section', title: line(payload, 200), help: payload.slice(0, 800) },
    { kind: 'consent', label: line(payload, 200), text: payload },
  ])
  const choices = chunk(whole, 10).flatMap((some) => {
    const options = some.map((payload, at) => ({ value: `o${at}`, label: line(payload, 200) }))
    return ['choice', 'choices', 'dropdown', 'ranking'].map((kind) => ({ kind, label: 'Which?', options }))
  })
  const others = chunk(whole, 8).map((some) => {
    const rows = some.map((payload, at) => ({ value: `r${at}`, label: line(payload, 200) }))
    return { kind: 'matrix', label: 'The rows', rows, columns: rows }
  })
  const files = chunk(whole, 10).map(() => ({
    kind: 'file',
    label: 'Files',
    maxFiles: 10,
    maxBytes: 1000,
    kinds: ['image'],
  }))
  return [...questions, ...blocks, ...choices, ...others, ...files].map((field, at) => ({
    ...field,
    key: `f${at}`,
  }))
}

function chunk<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  )
}

/** Answers as they are stored: the payloads again, one after the other. */
function answer(fields: Field[]): Record<string, unknown> {
  let next = 0
  const payload = () => whole[next++ % whole.length] ?? ''
  const answers = fields.flatMap(({ kind, key }): [string, unknown][] => {
    if (kind === 'short_text') return [[key, payload()]]
    if (kind === 'file')
      return [
        [key, Array.from({ length: 10 }, () => ({ name: line(payload(), 200), bytes: 1, kind: 'image' }))],
      ]
    if (kind === 'choice' || kind === 'dropdown') return [[key, payload()]]
    return kind === 'choices' ? [[key, [payload(), payload()]]] : []
  })
  return Object.fromEntries(answers)
}

/** Every page of the build that shows one form or one response. */
function pagesOf(form: { id: string; slug: string }, responseId: string): string[] {
  return readRoutes().flatMap(({ route, type }) => {
    if (type !== 'page' || route.includes('[key]')) return []
    if (route.startsWith('/forms/[id]')) return [route.replace('[id]', form.id)]
    if (route.startsWith('/responses/[id]')) return [route.replace('[id]', responseId)]
    return route === '/f/[slug]' ? [`/f/${form.slug}`] : []
  })
}

async function assertQuiet(path: string): Promise<string> {
  const answered = await ada.page.goto(path)
  expect([path, answered?.status()]).toEqual([path, 200])
  await ada.page.waitForLoadState('networkidle')
  await ada.page.mouse.move(400, 300)
  await ada.page.keyboard.press('Tab')
  expect([path, await ada.page.evaluate('window.__ran ?? null'), dialogs]).toEqual([path, null, []])
  return ada.page.content()
}

test(`${whole.length} payloads are text in every field of forms, and in every answer`, async () => {
  const fields = makeFields()
  let opened = 0
  for (const some of chunk(fields, FIELDS)) {
    const title = line(whole[opened % whole.length] ?? '', 100)
    const form = await send('/api/forms', { title, definition: { fields: some } })
    if (some.some(({ kind }) => kind !== 'text_block' && kind !== 'section'))
      await send(`/api/forms/${form.id}/publication`)
    const [responseId = ''] = addResponses(capsule, form.id, [{ answers: answer(some) }])
    for (const path of pagesOf(form, responseId)) {
      const html = await assertQuiet(path)
      expect(html).not.toMatch(/<(?:script|img|svg)[^>]*__ran/)
      opened += 1
    }
  }
  await assertQuiet('/forms')
  expect(ada.takeViolations()).toEqual([])
  console.log(`${fields.length} fields with ${whole.length} payloads, ${opened} pages of forms and responses`)
}, 280_000)
