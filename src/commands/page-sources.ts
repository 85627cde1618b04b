import type { PageSources } from '@/lib/server/csp'

/** A script of a page as Astro lists it: a text, or the address of a file. */
type Script = { stage: string; children: string } | { type: 'inline' | 'external'; value: string }
type Style = { type: 'inline'; content: string } | { type: 'external'; src: string }

/** As much of Astro's manifest as tells what the pages hold. */
export type Manifest = {
  csp: { scriptHashes: string[]; styleHashes: string[] } | undefined
  routes: { scripts: Script[]; styles: Style[] }[]
  shouldInjectCspMetaTags: boolean
}

/** Emotion, within the charts, puts in a style without a text. */
const EMPTY_STYLE = ''

/**
 * The hashes of all inline scripts and styles of the build, which every page may use. Astro would put them together anew for each
 * page that it renders, and hash that page's own ones on another thread: it is told to leave that.
 */
export function takePageSources(manifest: Manifest): PageSources {
  manifest.shouldInjectCspMetaTags = false
  const { scriptHashes = [], styleHashes = [] } = manifest.csp ?? {}
  const scripts = manifest.routes.flatMap((route) => route.scripts.flatMap(scriptText))
  const styles = manifest.routes.flatMap((route) =>
    route.styles.flatMap((style) => (style.type === 'inline' ? style.content : [])),
  )
  return {
    scripts: quoteAll([...scriptHashes, ...scripts.map(hashOf)]),
    styles: quoteAll([...styleHashes, ...[...styles, EMPTY_STYLE].map(hashOf)]),
  }
}

function scriptText(script: Script): string | [] {
  if ('stage' in script) return script.children
  return script.type === 'inline' ? script.value : []
}

function hashOf(text: string): string {
  return `sha256-${new Bun.CryptoHasher('sha256').update(text).digest('base64')}`
}

function quoteAll(hashes: string[]): string[] {
  return [...new Set(hashes)].map((hash) => `'${hash}'`)
}
