import { describe, expect, test } from 'vitest'
import { readFileContent } from './file-kind.server'

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('What a file is', () => {
  test.each([
    ['nothing', ''],
    ['a program', '\u007FELF\u0002\u0001\u0001\u0000'],
    ['bytes that are no text', '\u00FF\u00FE\u0000\u0001'],
    ['half a sign', '\u0089PN\u0000'],
  ])('is not told from %s', (_what, text) => {
    expect(readFileContent(latin(text))).toBeNull()
  })

  test.each([
    ['image', '\u0089PNG\r\n\u001A\n\u0000'],
    ['image', '\u00FF\u00D8\u00FF\u00E0'],
    ['image', 'RIFF\u0000\u0000\u0000\u0000WEBPVP8 '],
    ['image', '\u0000\u0000\u0000\u0018ftypheic'],
    ['pdf', '%PDF-1.7\n'],
    ['archive', `PK\u0003\u0004${'\u0000'.repeat(26)}notes.txt`],
    ['office', `PK\u0003\u0004${'\u0000'.repeat(26)}[Content_Types].xml`],
    ['office', `PK\u0003\u0004${'\u0000'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.text`],
    ['archive', `${'a'.repeat(257)}ustar`],
    ['audio', 'ID3\u0003'],
    ['video', '\u0000\u0000\u0000\u0018ftypisom'],
    ['text', 'Flour, water, salt'],
    ['text', '<svg onload="alert(1)">'],
  ])('is %s by its content', (kind, text) => {
    expect(readFileContent(latin(text))?.kind).toBe(kind)
  })
})
