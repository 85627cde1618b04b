import { describe, expect, it } from 'vitest'
import { takePageSources, type Manifest } from './page-sources'

function manifest(routes: Manifest['routes']): Manifest {
  return {
    routes,
    shouldInjectCspMetaTags: true,
    csp: { scriptHashes: ['sha256-built'], styleHashes: ['sha256-worn'] },
  }
}

/** Of the empty text, and of `a`: what `printf a | openssl dgst -sha256 -binary | base64` says. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
const LETTER = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"

describe('what the pages of a build may run and wear', () => {
  it('is what the build counted, and the empty style of the charts', () => {
    expect(takePageSources(manifest([]))).toEqual({
      scripts: ["'sha256-built'"],
      styles: ["'sha256-worn'", EMPTY],
    })
  })

  it('holds the texts that stand in any page, once, and nothing of a file', () => {
    const inline: Manifest['routes'][number] = {
      scripts: [
        { type: 'inline', value: 'a' },
        { stage: 'head-inline', children: 'a' },
        { type: 'external', value: 'b' },
      ],
      styles: [
        { type: 'inline', content: 'a' },
        { type: 'external', src: 'b' },
      ],
    }
    const { scripts, styles } = takePageSources(manifest([inline, inline]))
    expect([scripts.slice(1), styles.slice(1)]).toEqual([[LETTER], [LETTER, EMPTY]])
  })

  it('is not counted again by the renderer', () => {
    const own = manifest([])
    takePageSources(own)
    expect(own.shouldInjectCspMetaTags).toBe(false)
  })
})
