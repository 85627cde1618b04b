import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClientFiles, type ClientFiles } from './client-files'

const folder = mkdtempSync(join(tmpdir(), 'capsule-files-'))
let files: ClientFiles

beforeAll(async () => {
  const pack = join(folder, 'client.pack')
  writeFileSync(pack, 'plain-textBRGZabout')
  files = await openClientFiles({
    pack,
    files: {
      '/_astro/app.js': {
        type: 'text/javascript',
        etag: 'abc',
        immutable: true,
        encodings: {
          identity: { offset: 0, length: 10 },
          br: { offset: 10, length: 2 },
          gzip: { offset: 12, length: 2 },
        },
      },
      '/about/index.html': {
        type: 'text/html;charset=utf-8',
        etag: 'def',
        immutable: false,
        encodings: { identity: { offset: 14, length: 5 } },
      },
    },
  })
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = files(new Request(`http://localhost${path}`, { method, headers }), path)
  if (!response) return undefined
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('embedded files', () => {
  it('leave every other path and method to the pages', async () => {
    expect(await get('/notes')).toBeUndefined()
    expect(await get('/_astro')).toBeUndefined()
    await expect(get('/_astro/app.js', {}, 'POST')).rejects.toMatchObject({
      code: 'method_not_allowed',
      allow: ['GET', 'HEAD'],
    })
  })

  it('come with their type, length and tag, and for ever under /_astro/', async () => {
    const file = await get('/_astro/app.js')
    expect(file?.text).toBe('plain-text')
    expect(Object.fromEntries(file?.headers ?? [])).toMatchObject({
      'content-type': 'text/javascript',
      'content-length': '10',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: '"abc"',
      vary: 'Accept-Encoding',
    })
  })

  it.each([
    ['br, gzip', 'BR', 'br'],
    ['gzip', 'GZ', 'gzip'],
    ['gzip, br;q=0', 'GZ', 'gzip'],
    ['*', 'BR', 'br'],
    ['identity', 'plain-text', null],
    ['br;q=0, gzip;q=0', 'plain-text', null],
    ['', 'plain-text', null],
  ])('are encoded as Accept-Encoding %j allows', async (accepted, text, encoding) => {
    const file = await get('/_astro/app.js', { 'accept-encoding': accepted })
    expect([file?.text, file?.headers.get('content-encoding')]).toEqual([text, encoding])
  })

  it('are not sent again to whoever has them', async () => {
    for (const tag of ['"abc"', 'W/"abc"', '"x", "abc"', '*']) {
      expect((await get('/_astro/app.js', { 'if-none-match': tag }))?.status).toBe(304)
    }
    expect((await get('/_astro/app.js', { 'if-none-match': '"abc-br"' }))?.status).toBe(200)
    expect(
      (await get('/_astro/app.js', { 'if-none-match': '"abc-br"', 'accept-encoding': 'br' }))?.status,
    ).toBe(304)
  })

  it.each([
    ['bytes=0-4', 206, 'plain', 'bytes 0-4/10'],
    ['bytes=6-', 206, 'text', 'bytes 6-9/10'],
    ['bytes=-4', 206, 'text', 'bytes 6-9/10'],
    ['bytes=6-99', 206, 'text', 'bytes 6-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, 'plain-text', null],
    ['bytes=0-1,3-4', 200, 'plain-text', null],
    ['lines=0-1', 200, 'plain-text', null],
  ])('answer Range %s with %i', async (range, status, text, shown) => {
    const file = await get('/_astro/app.js', { range, 'accept-encoding': 'br' })
    expect([file?.status, file?.text, file?.headers.get('content-range')]).toEqual([status, text, shown])
  })

  it('send the whole file when If-Range names an older one', async () => {
    expect((await get('/_astro/app.js', { range: 'bytes=0-4', 'if-range': '"old"' }))?.status).toBe(200)
    expect((await get('/_astro/app.js', { range: 'bytes=0-4', 'if-range': '"abc"' }))?.status).toBe(206)
  })

  it('answer HEAD without a body but with its length', async () => {
    const file = await get('/_astro/app.js', {}, 'HEAD')
    expect([file?.text, file?.headers.get('content-length')]).toEqual(['', '10'])
  })

  it('include prerendered pages, with and without a slash', async () => {
    for (const path of ['/about', '/about/', '/about/index.html'])
      expect((await get(path))?.text).toBe('about')
    expect((await get('/about'))?.headers.get('cache-control')).toBe('public, no-cache')
  })

  it.each([
    ['whole', 200, {}, 'GET'],
    ['packed', 200, { 'accept-encoding': 'br' }, 'GET'],
    ['by its head', 200, {}, 'HEAD'],
    ['known', 304, { 'if-none-match': '*' }, 'GET'],
    ['in part', 206, { range: 'bytes=0-4' }, 'GET'],
    ['beyond its end', 416, { range: 'bytes=99-' }, 'GET'],
  ])('carry the headers of every answer, each its own: %s', async (_name, status, headers, method) => {
    const first = await get('/_astro/app.js', headers, method)
    expect(first?.status).toBe(status)
    expect(Object.fromEntries(first?.headers ?? [])).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cross-origin-resource-policy': 'same-origin',
      etag: expect.stringMatching(/^"abc/),
      vary: 'Accept-Encoding',
    })
    first?.headers.set('x-request-id', 'of the first')
    first?.headers.delete('etag')
    const second = await get('/_astro/app.js', headers, method)
    expect([second?.headers.has('x-request-id'), second?.headers.has('etag')]).toEqual([false, true])
  })
})
