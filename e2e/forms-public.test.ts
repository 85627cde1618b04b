// A public form as visitors meet it: on a phone without scripts, with them, offline, in a frame, and in every state.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { elsewhere, visit, type Visit } from './support/browser'
import { look } from './support/look'
import { publishForms, responsesOf, visitsOf } from './support/public-forms'

const when = (key: string, is: string, value?: unknown) => ({
  join: 'and' as const,
  tests: [{ key, is, value }],
})
const option = (value: string, label: string) => ({ value, label })

/** Three pages with logic between and within them. */
const journey = {
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
const everything = {
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

const simple = { fields: [{ kind: 'short_text', key: 'name', label: 'Your name', required: true }] }

let capsule: Capsule
let foreign: Server
let foreignPort = 0

beforeAll(async () => {
  const forms = [
    { slug: 'party', title: 'Summer party', definition: journey },
    { slug: 'fest', title: 'Sommerfest', definition: journey, settings: { language: 'de', review: true } },
    { slug: 'all', title: 'Everything there is', definition: everything, settings: { accent: '#ffcc00' } },
    { slug: 'places', title: 'Two places', definition: simple, settings: { places: 1 } },
    { slug: 'later', title: 'Later', definition: simple, settings: { opensAt: '2999-12-31T10:00:00Z' } },
    { slug: 'over', title: 'Over', definition: simple, settings: { closesAt: '2020-01-01T10:00:00Z' } },
    { slug: 'once', title: 'Once', definition: simple, settings: { once: 'browser' } },
    { slug: 'work', title: 'Work', definition: simple, settings: { proofOfWork: 'always' } },
    { slug: 'framed', title: 'Framed', definition: simple, settings: { embedOrigins: [] as string[] } },
  ]
  foreign = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    const slug = request.url === '/allowed' ? 'framed' : 'over'
    response.end(
      `<!doctype html><iframe id="f" src="${capsule.url}/f/${slug}?embed" height="10"></iframe><script src="${capsule.url}/embed.js"></script>`,
    )
  })
  await new Promise<void>((listening) => foreign.listen(0, '127.0.0.1', listening))
  const address = foreign.address()
  foreignPort = typeof address === 'object' && address ? address.port : 0
  const framed = forms.find(({ slug }) => slug === 'framed')
  if (framed) framed.settings = { embedOrigins: [`http://${elsewhere}:${foreignPort}`] }
  capsule = await startCapsule({ folder: await publishForms(forms as Parameters<typeof publishForms>[0]) })
})
afterAll(async () => {
  foreign.close()
  await capsule.stop()
})

/** Programs are told by their haste: a form that is answered within two seconds waits in quarantine. */
const linger = (page: Page) => page.waitForTimeout(2100)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const ready = (page: Page) => page.locator('form[data-ready]').waitFor()

describe('on a phone without scripts', () => {
  let phone: Visit
  beforeAll(async () => {
    phone = await visit({ url: capsule.url, width: 360, javaScript: false })
  })
  afterAll(() => phone.close())

  it('three pages are answered, corrected and sent, by the logic between them', async () => {
    const { page } = phone
    await page.goto('/f/party?name=Ada')
    expect(await page.getByText('<b>Not bold.</b>').count()).toBe(1)
    expect(await page.getByLabel('Why not?').isVisible()).toBe(false)
    await press(page, 'Next')
    const summary = page.locator('[data-summary]')
    await summary.getByRole('link', { name: '“Do you come?” needs an answer.' }).waitFor()
    expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
    await page.getByLabel('No', { exact: true }).check()
    await press(page, 'Next')
    await page.getByText('Your answers lead to further questions on this page.').waitFor()
    expect(await page.getByLabel('Why not?').isVisible()).toBe(true)
    await page.getByLabel('Yes', { exact: true }).check()
    await press(page, 'Send')
    await page.getByLabel('How many do you bring?').fill('nine')
    await press(page, 'Next')
    await summary.getByText('must be a number').waitFor()
    await page.getByLabel('How many do you bring?').fill('2')
    await press(page, 'Next')
    await page.getByText('Page 3 of 3').waitFor()
    await press(page, 'Back')
    expect(await page.getByLabel('How many do you bring?').inputValue()).toBe('2')
    await press(page, 'Next')
    await page.getByLabel('Bread').check()
    await page.getByLabel('Something else', { exact: true }).check()
    await page.getByPlaceholder('In your own words').fill('=HYPERLINK("x")')
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await page.reload()
    expect(responsesOf(capsule.folder, 'party')).toEqual([
      {
        answers: { name: 'Ada', comes: true, guests: 2, food: ['bread', '=HYPERLINK("x")'] },
        reason: null,
      },
    ])
    expect(phone.takeProblems().filter((problem) => !problem.includes('status of 400'))).toEqual([])
  })

  it('the answers are looked at before they are sent, in the language of the form', async () => {
    const { page } = phone
    await page.goto('/f/fest')
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.getByLabel('Your name').fill('Bo')
    await page.getByLabel('Ja', { exact: true }).check()
    await press(page, 'Weiter')
    await page.getByLabel('How many do you bring?').fill('0')
    await press(page, 'Weiter')
    await page.getByRole('heading', { name: 'Antworten prüfen' }).waitFor()
    await press(page, 'Your name ändern')
    await page.getByLabel('Your name').fill('Bo B.')
    await press(page, 'Weiter')
    await press(page, 'Antworten prüfen')
    await linger(page)
    await press(page, 'Absenden')
    await page.getByRole('heading', { name: 'Vielen Dank' }).waitFor()
    expect(responsesOf(capsule.folder, 'fest')).toEqual([
      { answers: { name: 'Bo B.', comes: true, guests: 0 }, reason: null },
    ])
  })

  it('a typed signature and a ranking are enough', async () => {
    const { page } = phone
    await page.goto('/f/all?from=poster')
    await page.getByLabel('Or type your full name').fill('Cy Young')
    await page.getByLabel('Place 1').selectOption('b')
    await page.getByLabel('Place 2').selectOption('a')
    await page.getByLabel('You may keep this').check()
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(responsesOf(capsule.folder, 'all').at(-1)?.answers).toEqual({
      number: 3,
      ranking: ['b', 'a'],
      signature: { way: 'typed', name: 'Cy Young' },
      consent: true,
      source: 'poster',
    })
  })
})

describe('with scripts', () => {
  let person: Visit
  let page: Page
  beforeAll(async () => {
    person = await visit({ url: capsule.url })
    page = person.page
  })
  afterAll(() => person.close())

  it('questions come and go at once, and every state can be used by everybody', async () => {
    await page.goto('/f/party')
    await ready(page)
    await look(person, 'form-first-page')
    await page.getByLabel('No', { exact: true }).check()
    await page.getByLabel('Why not?').waitFor()
    await page.getByRole('button', { name: 'Send' }).waitFor()
    await press(page, 'Send')
    await page.locator('[data-summary]').getByText('“Your name” needs an answer.').waitFor()
    await look(person, 'form-errors')
    await page.getByLabel('Yes', { exact: true }).check()
    await page.getByLabel('Why not?').waitFor({ state: 'hidden' })
    await page.getByLabel('Your name').fill('Dee')
    await press(page, 'Next')
    await page.getByRole('heading', { name: 'Your guests' }).waitFor()
    await look(person, 'form-second-page')
    await page.goBack()
    expect(await page.getByLabel('Your name').inputValue()).toBe('Dee')
  })

  it('a closed tab loses nothing, and a lost network neither: it is sent once', async () => {
    await page.goto('/f/party')
    await ready(page)
    await page.getByText('Your answers from earlier are back.').waitFor()
    await look(person, 'form-draft')
    await press(page, 'Next')
    await page.getByLabel('How many do you bring?').fill('0')
    await linger(page)
    await person.context.setOffline(true)
    await press(page, 'Send')
    await page.locator('[data-message]').getByText('You are offline.').waitFor()
    await look(person, 'form-offline')
    await person.context.setOffline(false)
    await page.reload()
    await ready(page)
    const before = responsesOf(capsule.folder, 'party').length
    // The answer to the first try is lost on its way back.
    let isLost = false
    await page.route('**/f/party', async (route) => {
      if (route.request().method() !== 'POST' || isLost) return route.continue()
      isLost = true
      await route.fetch()
      return route.abort()
    })
    await press(page, 'Send')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await page.reload()
    await ready(page)
    await page.getByRole('button', { name: 'Send' }).dblclick()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await page.unroute('**/f/party')
    expect(responsesOf(capsule.folder, 'party')).toHaveLength(before + 1)
    expect(responsesOf(capsule.folder, 'party').at(-1)).toEqual({
      answers: { name: 'Dee', comes: true, guests: 0 },
      reason: null,
    })
    await look(person, 'form-thanks')
    await page.goto('/f/party')
    await ready(page)
    expect(await page.getByLabel('Your name').inputValue()).toBe('')
    person.takeProblems()
  })

  it('every kind of question can be answered, and a signature drawn', async () => {
    await page.goto('/f/all')
    await ready(page)
    await look(person, 'form-everything')
    const paper = page.locator('canvas')
    await paper.scrollIntoViewIfNeeded()
    const box = await paper.boundingBox()
    if (!box) throw new Error('There is nothing to sign on.')
    await page.mouse.move(box.x + 50, box.y + 50)
    await page.mouse.down()
    await page.mouse.move(box.x + 150, box.y + 90, { steps: 5 })
    await page.mouse.up()
    await page.getByLabel('You may keep this').check()
    await page.getByRole('radio', { name: '4', exact: true }).first().check({ force: true })
    await page.getByLabel('A short text').fill('\u202Ehello\u0007')
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const answers = responsesOf(capsule.folder, 'all').at(-1)?.answers
    expect(answers).toMatchObject({ short: 'hello', rating: 4, signature: { way: 'drawn' }, consent: true })
    expect(person.takeProblems()).toEqual([])
  })

  it('a proof of work is done where the form asks for one', async () => {
    await page.goto('/f/work')
    await ready(page)
    await page.getByLabel('Your name').fill('Eve')
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor({ timeout: 60_000 })
    expect(responsesOf(capsule.folder, 'work')).toEqual([{ answers: { name: 'Eve' }, reason: null }])
    person.takeProblems()
  })

  it('one response a browser, where the form wants no more', async () => {
    for (const isFirst of [true, false]) {
      await page.goto('/f/once')
      if (!isFirst) {
        await page.getByText('already answered from this browser').waitFor()
        break
      }
      await ready(page)
      await page.getByLabel('Your name').fill('Flo')
      await linger(page)
      await press(page, 'Send')
      await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    }
    expect(responsesOf(capsule.folder, 'once')).toHaveLength(1)
  })
})

describe('every state', () => {
  it('is a page that says what it is and what to do', async () => {
    const person = await visit({ url: capsule.url })
    const { page } = person
    const states = [
      ['/f/later', 'This form is not open yet'],
      ['/f/over', 'This form is closed'],
    ] as const
    for (const [path, heading] of states) {
      await page.goto(path)
      await page.getByRole('heading', { name: heading }).waitFor()
      await look(person, `form-state${path.replaceAll('/', '-')}`)
    }
    const first = await post('/f/places', { answers: { name: 'Gus' } })
    expect(first.status).toBe(201)
    await page.goto('/f/places')
    await page.getByLabel('Your name').waitFor()
    expect((await page.goto('/f/nobody'))?.status()).toBe(404)
    await person.close()
  })

  it('the last place goes once, and what waits in quarantine takes none', async () => {
    expect(responsesOf(capsule.folder, 'places')).toEqual([{ answers: { name: 'Gus' }, reason: 'no_token' }])
    const page = await (await fetch(`${capsule.url}/f/places`)).text()
    const [, token = ''] = /name="_token" value="([^"]+)"/.exec(page) ?? []
    await Bun.sleep(2100)
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, place) => post('/f/places', { answers: { name: `P${place}` }, token })),
    )
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(49).fill(409)])
    expect(all.find(({ status }) => status === 409)?.body).toMatchObject({
      error: expect.stringContaining('All places are taken'),
    })
  })
})

describe('POST /f/[slug] refuses', () => {
  it.each([
    ['unknown fields', { answers: { name: 'x', other: 'y' } }, 400],
    ['a wrong kind', { answers: { name: 7 } }, 400],
    ['no answers', { answers: null }, 400],
    ['a megabyte of emoji', { answers: { name: '😀'.repeat(262_144) } }, 400],
    ['a version that is gone', { answers: { name: 'x' }, version: 99 }, 409],
    ['a key that is none', { answers: { name: 'x' }, key: '<script>' }, 400],
    ['an unknown property', { answers: { name: 'x' }, role: 'admin' }, 400],
  ])('%s', async (_, body, status) => {
    const answer = await post('/f/framed', body)
    expect(answer.status).toBe(status)
    expect(answer.body).toHaveProperty('error')
  })

  it('what is no JSON, and a form of another site', async () => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    expect((await fetch(`${capsule.url}/f/framed`, { method: 'POST', headers, body: '{' })).status).toBe(400)
    const other = await fetch(`${capsule.url}/f/framed`, {
      method: 'POST',
      headers: { origin: 'https://example.org' },
      body: new URLSearchParams({ name: 'x' }),
    })
    expect(other.status).toBe(403)
    expect(responsesOf(capsule.folder, 'framed')).toEqual([])
  })

  it('nobody a second time for the same key, and sets no cookie', async () => {
    const key = crypto.randomUUID()
    const first = await post('/f/framed', { answers: { name: 'x' }, key })
    const second = await post('/f/framed', { answers: { name: 'x' }, key })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    const page = await fetch(`${capsule.url}/f/framed`)
    expect(page.headers.getSetCookie()).toEqual([])
  })
})

describe('in a frame of another page', () => {
  it('a form takes the height that it needs where its owner allows it, and is refused elsewhere', async () => {
    const person = await visit({ url: capsule.url })
    const { page } = person
    await page.goto(`http://${elsewhere}:${foreignPort}/allowed`)
    const form = page.frameLocator('#f')
    await form.getByLabel('Your name').fill('Hal')
    await page.waitForFunction(() => (document.querySelector('iframe')?.offsetHeight ?? 0) > 150)
    await linger(page)
    await form.getByRole('button', { name: 'Send' }).click()
    await form.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(responsesOf(capsule.folder, 'framed').at(-1)).toEqual({ answers: { name: 'Hal' }, reason: null })
    person.takeProblems()
    await page.goto(`http://${elsewhere}:${foreignPort}/refused`)
    await expect.poll(() => person.takeProblems().join('\n')).toContain('frame-ancestors')
    person.takeViolations()
    await person.close()
  })
})

it('people are counted by how far they come', () => {
  expect(visitsOf(capsule.folder, 'party')).toMatchObject({
    views: expect.any(Number),
    starts: expect.any(Number),
    page_2: expect.any(Number),
    completions: 2,
  })
})

it('all script that the page of a form loads is at most 45 KB', async () => {
  const page = await (await fetch(`${capsule.url}/f/all`)).text()
  const sources = new Set(
    [...page.matchAll(/<script[^>]*src="([^"]+\.js)"/g)].map(([, source = '']) => source),
  )
  expect(sources.size).toBeGreaterThan(0)
  const loaded = new Set<string>()
  const files = readdirSync('dist/client/_astro')
  const follow = (name: string) => {
    if (loaded.has(name) || !files.includes(name)) return
    loaded.add(name)
    const source = readFileSync(join('dist/client/_astro', name), 'utf8')
    for (const [, next = ''] of source.matchAll(/["']\.\/([^"']+\.js)["']/g)) follow(next)
  }
  for (const source of sources) follow(source.split('/').at(-1) ?? '')
  const bytes = [...loaded].map(
    (name) => brotliCompressSync(readFileSync(join('dist/client/_astro', name))).byteLength,
  )
  const total = bytes.reduce((sum, size) => sum + size, 0)
  console.log(`script of a public form: ${total} bytes (Brotli) in ${loaded.size} files`)
  expect(total).toBeLessThanOrEqual(45 * 1024)
})

async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${capsule.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
