// A public form that is not simply open, what is refused to whoever posts to it, and the frame of another page.
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { elsewhere, visit } from './support/browser'
import { look } from './support/look'
import { publishForms, responsesOf } from './support/public-forms'
import { linger, simple } from './support/visitor-forms'

let capsule: Capsule
let foreign: Server
let foreignPort = 0

beforeAll(async () => {
  const forms = [
    { slug: 'places', title: 'Two places', definition: simple, settings: { places: 1 } },
    { slug: 'later', title: 'Later', definition: simple, settings: { opensAt: '2999-12-31T10:00:00Z' } },
    { slug: 'over', title: 'Over', definition: simple, settings: { closesAt: '2020-01-01T10:00:00Z' } },
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

describe('a form that was closed before it was sent', () => {
  it('shows what was answered, where no script has kept it', async () => {
    const fields = {
      name: '<b>Gus</b> and a long story',
      _version: '1',
      _key: crypto.randomUUID(),
      _at: '0',
      _seen: 'name',
      _go: 'next',
    }
    const answer = await fetch(`${capsule.url}/f/over`, {
      method: 'POST',
      headers: { origin: capsule.url },
      body: new URLSearchParams(fields),
    })
    const page = await answer.text()
    expect(answer.status).toBe(409)
    expect(page).toContain('What you had answered')
    expect(page).toContain('&lt;b&gt;Gus&lt;/b&gt; and a long story')
  })
})

describe('POST /f/[slug] refuses', () => {
  it.each([
    ['unknown fields', { answers: { name: 'x', other: 'y' } }, 400],
    ['a wrong kind', { answers: { name: 7 } }, 400],
    ['no answers', { answers: null }, 400],
    ['800 kB of emoji', { answers: { name: '😀'.repeat(200_000) } }, 400],
    ['more than a megabyte of them', { answers: { name: '😀'.repeat(262_144) } }, 413],
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

async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${capsule.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
