import { afterEach, describe, expect, it } from 'vitest'
import { largestBody } from '../http/body-limit'
import { useInstance } from '@/test/instance'
import { readBytes } from '../http/body'
import { instance } from '../instance'
import { listen, type Listener, type RequestFacts } from './listener'
import { assertCanListen } from './place'

useInstance({ PORT: '0', MAX_BODY_BYTES: '2000', PUBLIC_URL: 'https://capsule.test,https://other.test:8443' })

let listener: Listener | undefined

afterEach(async () => {
  await listener?.stop(0)
})

type Seen = { request: Request; locals: RequestFacts }

/** Serves an answer that says what the app would have seen. */
function serve(render: (seen: Seen) => Response | Promise<Response> = () => new Response('page')) {
  listener = listen({
    files: () => undefined,
    render: async (request, { locals }) => render({ request, locals }),
  })
  return `http://127.0.0.1:${listener.port}`
}

describe('the host', () => {
  it.each([
    'evil.example',
    'capsule.test.evil.example',
    'evil.example:80',
    'other.test',
    'localhost.evil.example',
  ])('%s is answered with 421 and the line to set', async (host) => {
    const url = serve()
    const response = await fetch(url, { headers: { host } })
    expect(response.status).toBe(421)
    expect(await response.text()).toContain(`PUBLIC_URL=https://${host}`)
  })

  it.each([
    'capsule.test',
    'CAPSULE.test',
    'other.test:8443',
    'localhost',
    'localhost:4321',
    '192.168.1.5',
    '[::1]:80',
  ])('%s is ours', async (host) => {
    const url = serve()
    expect((await fetch(url, { headers: { host } })).status).toBe(200)
  })

  it.each([
    'evil.example@127.0.0.1',
    '127.0.0.1/x',
    '[::1',
    'a b',
    'localhost:99999',
    '127.0.0.1:65536',
    '[::1]:99999',
    '[::::]',
    'xn--a.localhost',
  ])('%s is no host, and no fault of ours', async (host) => {
    const url = serve()
    const response = await fetch(`${url}/api/notes?x=1`, { headers: { host } })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      421,
      'application/json;charset=utf-8',
    ])
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is refused with the port that it listens on, also when that was any free one', async () => {
    const url = serve()
    const page = await (await fetch(url, { headers: { host: 'evil.example' } })).text()
    expect(page).toContain(`reverse_proxy ${url.slice('http://'.length)}`)
  })

  it('is refused in JSON under /api/', async () => {
    const url = serve()
    const response = await fetch(`${url}/api/notes`, { headers: { host: 'evil.example' } })
    expect(await response.json()).toEqual({ error: 'This Capsule does not know the name evil.example.' })
  })

  it('any name is answered until there is an admin or an address, for the set-up page', async () => {
    instance().address = { origins: ['http://localhost:4321'], open: true }
    const url = serve()
    expect((await fetch(url, { headers: { host: 'box.lan:4321' } })).status).toBe(200)
  })
})

describe('what the app sees', () => {
  it('is a request to the public address, whatever a client says of it', async () => {
    const url = serve(({ request, locals }) =>
      Response.json({
        url: request.url,
        clientAddress: locals.clientAddress(),
        openedAt: locals.openedAt,
        headers: Object.fromEntries(request.headers),
      }),
    )
    const forged = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
      'x-capsule-client-address': '1.2.3.4',
    }
    const response = await fetch(`${url}/a%20b?c=d`, { headers: forged })
    const seen: unknown = await response.json()
    expect(seen).toMatchObject({
      url: 'https://capsule.test/a%20b?c=d',
      clientAddress: '127.0.0.1',
      openedAt: url,
      headers: { host: 'capsule.test' },
    })
    expect(JSON.stringify(seen)).not.toMatch(/evil|1\.2\.3\.4/)
  })

  it.each(['https://evil.example', 'http://127.0.0.1:1', 'null', 'https://capsule.test.evil.example', ''])(
    'is nothing that a page of another site sent: %s',
    async (origin) => {
      const url = serve(() => new Response('done'))
      const headers = { origin, 'content-type': 'application/json' }
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const api = await fetch(`${url}/api/notes`, { method, headers, body: '{}' })
        expect([api.status, await api.json()]).toEqual([
          403,
          { error: expect.stringContaining('a page of another site') as unknown },
        ])
      }
      const page = await fetch(`${url}/notes/new`, { method: 'POST', headers })
      expect([page.status, await page.text()]).toEqual([
        403,
        expect.stringContaining('a page of another site') as unknown,
      ])
      expect((await fetch(url, { headers })).status).toBe(200)
    },
  )

  it('has an own origin put on the public one, and goes on without one', async () => {
    const url = serve(({ request }) => new Response(request.headers.get('origin')))
    const originOf = async (origin: string) =>
      (await fetch(url, { method: 'POST', headers: { origin } })).text()
    expect(await originOf(url)).toBe('https://capsule.test')
    expect(await originOf('https://other.test:8443')).toBe('https://capsule.test')
    expect(await (await fetch(url, { method: 'POST' })).text()).toBe('')
  })
})

describe('every answer', () => {
  const sealed = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': expect.stringContaining('camera=()') as unknown,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }

  it.each([
    ['a page', () => new Response('page'), {}, 200],
    ['a redirect', () => new Response(null, { status: 303, headers: { location: '/login' } }), {}, 303],
    ['a failure', () => Promise.reject(new Error('broken')), {}, 500],
    ['a wrong host', () => new Response('page'), { host: 'evil.example' }, 421],
  ])('%s carries the security headers and a request id', async (_name, render, headers, status) => {
    const url = serve(render)
    const response = await fetch(url, { headers, redirect: 'manual' })
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject(sealed)
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(response.headers.has('x-powered-by')).toBe(false)
    expect(await response.text()).not.toContain('broken')
  })

  it('says a failure under /api/ in JSON, also when the framework said it in text', async () => {
    const url = serve(() => new Response('Cross-site POST form submissions are forbidden', { status: 403 }))
    const response = await fetch(`${url}/api/notes`, { method: 'POST' })
    expect([response.status, await response.json()]).toEqual([403, { error: 'You may not do this.' }])
  })

  it('refuses a body that says it is too large, in JSON under /api/ and in words elsewhere', async () => {
    const url = serve()
    const body = 'x'.repeat(largestBody() + 1)
    const sentence = `This is larger than ${largestBody().toLocaleString('en')} bytes.`
    const api = await fetch(`${url}/api/notes`, { method: 'POST', body })
    expect([api.status, await api.json()]).toEqual([413, { error: sentence }])
    const page = await fetch(`${url}/notes/new`, { method: 'POST', body })
    expect(page.status).toBe(413)
    expect(await page.text()).toContain(`<h1>${sentence}</h1>`)
    expect(page.headers.get('x-request-id')).toBeTruthy()
  })

  it('says a failure in the title of its page too', async () => {
    const url = serve()
    const wrong = await (await fetch(url, { headers: { host: 'evil.example' } })).text()
    expect(wrong).toContain('<title>This Capsule does not know the name evil.example · Capsule</title>')
    const large = await fetch(url, { method: 'POST', body: 'x'.repeat(largestBody() + 1) })
    expect(await large.text()).toContain('Nothing of it was kept')
  })

  it.each(['/api//notes', '/api/notes//', '/api/%zz', '/api/notes/%80'])(
    'is JSON on a path that is none: %s',
    async (path) => {
      const url = serve()
      const response = await fetch(`${url}${path}`)
      expect([response.status, await response.json()]).toMatchObject([404, { error: /./ }])
    },
  )

  it('stops reading a body of unsaid length once it is too large', async () => {
    const url = serve(async ({ request }) => new Response(`${(await readBytes(request)).byteLength} bytes`))
    const endless = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(new Uint8Array(1000)) })
    expect((await fetch(url, { method: 'POST', body: endless })).status).toBe(413)
    const short = new Blob(['x'.repeat(1000)]).stream()
    expect(await (await fetch(url, { method: 'POST', body: short })).text()).toBe('1000 bytes')
  })
})

it('a port that is taken is refused in a sentence', async () => {
  const url = serve()
  const [, port = ''] = /:(\d+)$/.exec(url) ?? []
  instance().config.PORT = Number(port)
  const sentence = `port ${port} on 127.0.0.1 is taken. Stop what listens there, or set PORT to another one.`
  expect(() => listen({ files: () => undefined, render: async () => new Response() })).toThrow(sentence)
  await expect(assertCanListen(instance().config)).rejects.toThrow(sentence)
})

it.each(['no-such-name.invalid', '203.0.113.9'])(
  'an address that this machine has not is refused in a sentence: %s',
  async (host) => {
    await expect(assertCanListen({ ...instance().config, HOST: host, PORT: 0 })).rejects.toThrow(
      `${host} is no address of this machine`,
    )
  },
)

it('a place to listen on is free again after it was tried', async () => {
  const place = { ...instance().config, PORT: 0 }
  await assertCanListen(place)
  await expect(assertCanListen(place)).resolves.toBeUndefined()
})

it('a request under way is finished when the listener stops, and new ones are refused', async () => {
  const arrived = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const url = serve(async () => {
    arrived.resolve()
    await release.promise
    return new Response('done')
  })
  const under = fetch(url)
  await arrived.promise
  const stopped = listener?.stop(10_000)
  release.resolve()
  expect(await (await under).text()).toBe('done')
  await stopped
  await expect(fetch(url)).rejects.toThrow('Unable to connect')
})

describe('a request through a proxy', () => {
  const seen = ({ locals }: Seen) =>
    Response.json({ address: locals.clientAddress(), requestId: locals.requestId })
  const headers = { 'x-forwarded-for': '6.6.6.6, 198.51.100.1', 'x-request-id': 'from-the-proxy' }

  it('keeps the client’s address and the proxy’s id when the proxy is trusted', async () => {
    instance().config.TRUSTED_PROXIES = 'loopback'
    const url = serve(seen)
    const response = await fetch(url, { headers })
    expect(await response.json()).toEqual({ address: '198.51.100.1', requestId: 'from-the-proxy' })
    expect(response.headers.get('x-request-id')).toBe('from-the-proxy')
  })

  it('gets an id of ours when it is not, or when the id would break a line of the log', async () => {
    instance().config.TRUSTED_PROXIES = 'none'
    const url = serve(seen)
    expect(await (await fetch(url, { headers })).json()).toEqual({
      address: '127.0.0.1',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    })
    await listener?.stop(0)
    instance().config.TRUSTED_PROXIES = 'loopback'
    const odd = await fetch(serve(seen), { headers: { ...headers, 'x-request-id': 'a b' } })
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('whether this machine itself asked', () => {
  const isFromHere = async (headers: Record<string, string>) => {
    const url = serve(({ locals }) => Response.json(locals.isFromHere()))
    return (await fetch(url, { headers })).json()
  }

  it.each([
    ['forwarded', 'for=127.0.0.1'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-proto', 'http'],
    ['x-forwarded-port', '80'],
    ['x-real-ip', '127.0.0.1'],
  ])('is not known with %s, of a trusted proxy or not', async (name, value) => {
    instance().config.TRUSTED_PROXIES = 'loopback'
    expect(await isFromHere({ [name]: value })).toBe(false)
    await listener?.stop(0)
    instance().config.TRUSTED_PROXIES = 'none'
    expect(await isFromHere({ [name]: value })).toBe(false)
  })

  it('is so for a peer on loopback that nobody forwarded', async () => {
    expect(await isFromHere({})).toBe(true)
  })
})

describe('what a browser says of the page that sent something', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://capsule.test' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://capsule.test' }, 200],
    [{}, 200],
  ])('%o is answered with %i', async (headers: Record<string, string>, status) => {
    const url = serve(() => new Response('done'))
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(status)
    expect((await fetch(url, { headers })).status).toBe(200)
  })
})
