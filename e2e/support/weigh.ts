import { brotliCompressSync } from 'node:zlib'
import type { Request } from 'playwright-core'
import { awake } from './awake'
import { visit, type Visit } from './browser'

/** How long the network must be silent before a page counts as idle, in milliseconds. */
const silence = 500

/** Bytes in Brotli. */
export type Weight = { script: number; style: number; files: number }

/**
 * All scripts and stylesheets that a page loads in a browser that has nothing yet, until it is idle, also at its end: the
 * files as the server sends them to whoever takes Brotli, and what stands in the page itself, in Brotli.
 */
export async function weigh(path: string, url: string, like?: Visit): Promise<Weight> {
  const fresh = await visit({ url })
  const { page, context } = fresh
  if (like) await context.addCookies(await like.context.cookies())
  const network = watch(fresh)
  const document = await page.goto(path, { waitUntil: 'load' })
  if (document?.status() !== 200 || new URL(page.url()).pathname !== path)
    throw new Error(`${path} gave ${document?.status()} at ${page.url()}.`)
  await awake(page)
  await network.silent()
  // Step by step: what is loaded when it is seen must come past.
  while (await page.evaluate(scrollOn)) await network.silent()
  const inline = await document.text()
  await fresh.close()

  const files = [...network.files]
  const total = async (kind: 'script' | 'style') => {
    const sizes = await Promise.all(files.filter(([, is]) => is === kind).map(([file]) => sizeAsSent(file)))
    return sizes.reduce((sum, size) => sum + size, sizeWithin(inline, kind))
  }
  return { script: await total('script'), style: await total('style'), files: files.length }
}

/** Half a window down; false at the end. */
const scrollOn = `(() => {
  const before = scrollY
  scrollBy({ top: innerHeight / 2, behavior: 'instant' })
  return scrollY > before
})()`

/** Notes the scripts and stylesheets that a visit is answered with, and tells when nothing is asked for any more. */
function watch({ page, context }: Visit) {
  const files = new Map<string, 'script' | 'style'>()
  const open = new Set<Request>()
  let changed = Promise.withResolvers<void>()
  const change = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  context.on('request', (request) => {
    if (!isStream(request)) open.add(request)
    change()
  })
  context.on('response', (response) => {
    const type = response.headers()['content-type'] ?? ''
    if (type.includes('javascript')) files.set(response.url(), 'script')
    if (type.includes('text/css')) files.set(response.url(), 'style')
  })
  const end = (request: Request) => {
    open.delete(request)
    change()
  }
  context.on('requestfinished', end)
  context.on('requestfailed', end)

  async function silent(): Promise<void> {
    for (;;) {
      const next = changed.promise
      const isSilent = page.evaluate((time) => new Promise((done) => setTimeout(done, time, true)), silence)
      if ((await Promise.race([next, isSilent])) === true && open.size === 0) return
      if (open.size > 0) await changed.promise
    }
  }
  return { files, silent }
}

/** An event stream stays open for as long as the page does. */
function isStream(request: Request): boolean {
  return request.resourceType() === 'eventsource'
}

async function sizeAsSent(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br' }, decompress: false })
  const body = await answer.arrayBuffer()
  return body.byteLength
}

/** What stands in the page itself: scripts that run, not data. */
function sizeWithin(html: string, kind: 'script' | 'style'): number {
  const texts = [...html.matchAll(/<(script|style)([^>]*)>([\s\S]*?)<\/\1>/g)]
    .filter(([, tag, attributes = '']) => tag === kind && !/type="application\//.test(attributes))
    .map(([, , , text = '']) => text)
    .join('\n')
  return texts === '' ? 0 : brotliCompressSync(texts).byteLength
}
