import { describe, expect, test } from 'vitest'
import { ContentReader } from './file-kind.server'

/** What is told of a content that arrives so many bytes at a time. */
function readContent(content: Uint8Array, size = content.byteLength) {
  const reader = new ContentReader()
  for (let at = 0; at < content.byteLength; at += size) reader.read(content.subarray(at, at + size))
  return reader.end()
}

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('What a file is', () => {
  test.each([
    ['nothing', ''],
    ['a program', '\u007FELF\u0002\u0001\u0001\u0000'],
    ['bytes that are no text', '\u00FF\u00FE\u0000\u0001'],
    ['half a sign', '\u0089PN\u0000'],
  ])('is not told from %s', (_what, text) => {
    expect(readContent(latin(text))).toBeNull()
    expect(readContent(latin(text), 1)).toBeNull()
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
    expect(readContent(latin(text))?.kind).toBe(kind)
    expect(readContent(latin(text), 1)?.kind).toBe(kind)
  })

  test('is text where a letter of several bytes came in two pieces, and none where it never ended', () => {
    const text = Buffer.from('für 🍞')
    for (let size = 1; size < text.byteLength; size += 1) expect(readContent(text, size)?.kind).toBe('text')
    expect(readContent(text.subarray(0, -1), 3)).toBeNull()
    expect(readContent(Buffer.concat([Buffer.alloc(70_000, 'a'), Buffer.from([0])]), 4096)).toBeNull()
  })
})
