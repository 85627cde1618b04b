import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { growthDuring, MIB } from './support/memory'
import { publishForms, responsesOf } from './support/public-forms'

const name = { kind: 'short_text' as const, key: 'name', label: 'Your name' }
const papers = {
  kind: 'file' as const,
  key: 'papers',
  label: 'Your papers',
  maxFiles: 3,
  maxBytes: 10_000_000,
  kinds: ['pdf' as const],
}
const framedBy = 'https://school.example'

/** The limits as they are when nothing is set. */
const usual = { RATE_LIMITS: 'credential=10/min' }

const forms = () =>
  publishForms([
    { title: 'Trip', slug: 'trip', definition: { fields: [name] }, settings: { embedOrigins: [framedBy] } },
    {
      title: 'Papers',
      slug: 'papers',
      definition: { fields: [name, papers] },
      settings: { embedOrigins: [framedBy] },
    },
  ])

const json = { 'content-type': 'application/json', accept: 'application/json' }
const ancestors = ({ headers }: Response) =>
  /frame-ancestors [^;]+/.exec(headers.get('content-security-policy') ?? '')?.[0]

describe('a class of pupils behind one address', () => {
  let capsule: Capsule

  beforeAll(async () => {
    capsule = await startCapsule({ folder: await forms(), env: usual })
  })
  afterAll(() => capsule.stop())

  test('opens a form as often as it likes, and answers it a hundred times before anybody has to work', async () => {
    for (let count = 0; count < 700; count += 1) {
      const page = await fetch(`${capsule.url}/f/trip`)
      await page.body?.cancel()
      if (page.status !== 200) throw new Error(`The ${count + 1}st opening was answered ${page.status}.`)
    }
    const statuses: number[] = []
    for (let count = 0; count < 140; count += 1) {
      const body = JSON.stringify({ answers: { name: `Pupil ${count}` }, token: '' })
      const answer = await fetch(`${capsule.url}/f/trip`, { method: 'POST', headers: json, body })
      statuses.push(answer.status)
      await answer.body?.cancel()
    }
    const first = statuses.findIndex((status) => status >= 400)
    console.log(`${first} answers before a proof of work was asked for`)
    expect(new Set(statuses.slice(0, first))).toEqual(new Set([201]))
    expect(first).toBeGreaterThanOrEqual(100)
    expect(responsesOf(capsule.folder, 'trip').length).toBe(
      statuses.filter((status) => status === 201).length,
    )
    const asked = await fetch(`${capsule.url}/f/trip`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ answers: { name: 'One more' }, token: '' }),
    })
    expect(await asked.json()).toHaveProperty('challenge')
  })

  test('leaves the probes of machines alone', async () => {
    const statuses = new Set<number>()
    for (let count = 0; count < 700; count += 1) statuses.add((await fetch(`${capsule.url}/healthz`)).status)
    expect(statuses).toEqual(new Set([200]))
  })
})

describe('a form in a frame', () => {
  test.each([
    ['too much was asked for', 429, { RATE_LIMITS: 'address=2/min' }, 'GET', undefined],
    ['too much was sent', 413, { RATE_LIMITS: 'off' }, 'POST', 'name='.padEnd(2 * MIB, 'x')],
  ] as const)('says in the frame that %s', async (_what, status, env, method, body) => {
    const capsule = await startCapsule({ folder: await forms(), env })
    try {
      const ask = () =>
        fetch(`${capsule.url}/f/trip?embed`, {
          method,
          headers: {
            origin: capsule.url,
            ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
          },
          ...(body && { body }),
        })
      let answer = await ask()
      for (let count = 0; count < 5 && answer.status !== status; count += 1) answer = await ask()
      expect(answer.status).toBe(status)
      expect(ancestors(answer)).toBe(`frame-ancestors ${framedBy}`)
    } finally {
      await capsule.stop()
    }
  })
})

describe('the files of a form', () => {
  let capsule: Capsule

  beforeAll(async () => {
    capsule = await startCapsule({ folder: await forms() })
    for (let count = 0; count < 20; count += 1) await send('papers', 300_000)
  })
  afterAll(() => capsule.stop())

  function send(slug: string, size: number, files = 1): Promise<Response> {
    const form = new FormData()
    form.append('name', 'Ada')
    for (let count = 0; count < files; count += 1)
      form.append('papers', new File(['%PDF-1.7\n', new Uint8Array(size)], 'cv.pdf'))
    const headers = { accept: 'application/json', origin: capsule.url }
    return fetch(`${capsule.url}/f/${slug}`, { method: 'POST', headers, body: form })
  }

  test('are no more than a form without a question for them takes', async () => {
    const answer = await send('trip', 2 * MIB)
    expect(answer.status).toBe(413)
  })

  test('are no more than all of them may be', async () => {
    const grown = await growthDuring(capsule.pid, '3 files of 10 MB', async () => {
      expect((await send('papers', 9_900_000, 3)).status).toBe(413)
    })
    expect(grown).toBeLessThan(32 * MIB)
  })

  test('are taken from as many as the memory allows at once, and others are told when to come again', async () => {
    const before = responsesOf(capsule.folder, 'papers').length
    let taken = 0
    const grown = await growthDuring(capsule.pid, '8 times 20 MB at once', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => send('papers', 9_900_000, 2)))
      console.log(answers.map(({ status }) => status).join(' '))
      const refused = answers.filter(({ status }) => status !== 201)
      taken = answers.length - refused.length
      for (const { status, headers } of refused)
        expect([status, headers.get('retry-after')]).toEqual([503, '5'])
    })
    expect(taken).toBeGreaterThan(0)
    expect(grown).toBeLessThan(128 * MIB)
    expect(responsesOf(capsule.folder, 'papers').length).toBe(before + taken)
    expect((await send('papers', 9_900_000, 2)).status).toBe(201)
  })
})
