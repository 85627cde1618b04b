import { deflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPictureKind } from './picture-kind'

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))
const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]

function png(width: number, height: number): Uint8Array {
  const header = [...uint32(13), ...ascii('IHDR'), ...uint32(width), ...uint32(height), 8, 2, 0, 0, 0]
  const data = deflateSync(Buffer.alloc(4))
  return Uint8Array.from([0x89, ...ascii('PNG\r\n\u001a\n'), ...header, ...data])
}

function jpeg(...segments: number[][]): Uint8Array {
  return Uint8Array.from([0xff, 0xd8, ...segments.flat()])
}
const app1 = [0xff, 0xe1, 0, 8, ...ascii('Exif\0\0')]
const turned = (orientation: number, isLittle = false) => {
  const short = (value: number) => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255])
  const long = (value: number) => (isLittle ? uint32(value).toReversed() : uint32(value))
  const tiff = [...ascii(isLittle ? 'II' : 'MM'), ...short(42), ...long(8), ...short(1)]
  const entry = [...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0, ...long(0)]
  const body = [...ascii('Exif\0\0'), ...tiff, ...entry]
  return [0xff, 0xe1, 0, body.length + 2, ...body]
}
const huffman = [0xff, 0xc4, 0, 4, 1, 2]
const frame = (marker: number) => [0xff, marker, 0, 11, 8, 0x01, 0x02, 0x03, 0x04, 1, 1, 0x11, 0]

function webp(chunk: string, body: number[]): Uint8Array {
  const length = 4 + 8 + body.length
  return Uint8Array.from([
    ...ascii('RIFF'),
    length & 255,
    length >> 8,
    0,
    0,
    ...ascii(`WEBP${chunk}`),
    body.length,
    0,
    0,
    0,
    ...body,
  ])
}

describe('a file that is no picture', () => {
  const whole = png(3, 2)
  it.each([
    ['nothing', new Uint8Array()],
    ['text', Uint8Array.from(ascii('just some words, long enough for a header'))],
    ['an SVG', Uint8Array.from(ascii('<svg xmlns="http://www.w3.org/2000/svg"></svg>'))],
    ['a GIF of no version', Uint8Array.from([...ascii('GIF88a'), 1, 0, 1, 0, 0, 0, 0])],
    ['a GIF without height', Uint8Array.from([...ascii('GIF89a'), 1, 0, 0, 0, 0, 0, 0])],
    ['a GIF that ends too early', Uint8Array.from([...ascii('GIF89a'), 1, 0, 1])],
    ['a PNG that ends too early', whole.slice(0, 20)],
    ['a PNG without IHDR', Uint8Array.from([...whole.slice(0, 12), ...ascii('IDAT'), ...whole.slice(16)])],
    ['a PNG without width', png(0, 2)],
    ['a JPEG without a frame', jpeg(app1, [0xff, 0xd9])],
    ['a JPEG whose segments lead nowhere', jpeg([0xff, 0xe0, 0xff, 0xff])],
    [
      'a WebP that says it is longer than it is',
      webp(
        'VP8X',
        Array.from({ length: 10 }, () => 1),
      ).slice(0, 28),
    ],
    [
      'a WebP with a chunk of no kind',
      webp(
        'XXXX',
        Array.from({ length: 10 }, () => 1),
      ),
    ],
    [
      'a WebP without its start code',
      webp(
        'VP8 ',
        Array.from({ length: 10 }, () => 1),
      ),
    ],
    ['RIFF sound', Uint8Array.from([...ascii('RIFF'), 8, 0, 0, 0, ...ascii('WAVE'), 0, 0, 0, 0])],
  ])('%s is null', (_name, bytes) => {
    expect(readPictureKind(bytes)).toBeNull()
  })
})

describe('a picture', () => {
  it.each([
    ['a PNG', png(3, 2), { type: 'image/png', width: 3, height: 2 }],
    ['a huge PNG', png(100_000, 1), { type: 'image/png', width: 100_000, height: 1 }],
    ['a JPEG', jpeg(app1, huffman, frame(0xc0)), { type: 'image/jpeg', width: 0x0304, height: 0x0102 }],
    ['a progressive JPEG', jpeg(frame(0xc2)), { type: 'image/jpeg', width: 0x0304, height: 0x0102 }],
    [
      'a JPEG that its camera turned',
      jpeg(turned(6), frame(0xc0)),
      { type: 'image/jpeg', width: 258, height: 772 },
    ],
    [
      'a JPEG turned by the other order of bytes',
      jpeg(turned(8, true), frame(0xc0)),
      { type: 'image/jpeg', width: 258, height: 772 },
    ],
    ['a JPEG upside down', jpeg(turned(3), frame(0xc0)), { type: 'image/jpeg', width: 772, height: 258 }],
    [
      'a GIF',
      Uint8Array.from([...ascii('GIF87a'), 2, 1, 3, 0, 0, 0, 0]),
      { type: 'image/gif', width: 258, height: 3 },
    ],
    ['a JPEG with filling', jpeg([0xff], app1, frame(0xc1)), { type: 'image/jpeg', width: 772, height: 258 }],
    [
      'a lossy WebP',
      webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x10, 0x40, 0x20, 0x00]),
      { type: 'image/webp', width: 16, height: 32 },
    ],
    [
      'a lossless WebP',
      webp('VP8L', [0x2f, 0x03, 0xc0, 0x01, 0x00]),
      { type: 'image/webp', width: 4, height: 8 },
    ],
    [
      'an extended WebP',
      webp('VP8X', [0, 0, 0, 0, 0xff, 0x0f, 0, 0x01, 0, 0]),
      { type: 'image/webp', width: 4096, height: 2 },
    ],
  ])('%s is known with its size', (_name, bytes, kind) => {
    expect(readPictureKind(bytes)).toEqual(kind)
  })

  it('is read from the middle of a larger buffer, too', () => {
    const buffer = Uint8Array.from([1, 2, 3, ...png(5, 6)])
    expect(readPictureKind(buffer.subarray(3))).toEqual({ type: 'image/png', width: 5, height: 6 })
  })
})

describe('whatever the bytes', () => {
  const seeds = [
    png(3, 2),
    jpeg(app1, turned(6), huffman, frame(0xc0)),
    webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x10, 0x40, 0x20, 0x00]),
    webp('VP8X', [0, 0, 0, 0, 0xff, 0x0f, 0, 0x01, 0, 0]),
    Uint8Array.from([...ascii('GIF89a'), 2, 1, 3, 0, 0, 0, 0]),
  ]
  /** A picture with some of its bytes changed, cut off somewhere. */
  const broken = fc
    .record({
      seed: fc.constantFrom(...seeds),
      changes: fc.array(fc.record({ at: fc.nat(80), byte: fc.nat(255) }), { maxLength: 6 }),
      length: fc.nat(100),
    })
    .map(({ seed, changes, length }) => {
      const bytes = seed.slice(0, length)
      for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte
      return bytes
    })

  it('is read without a throw, and to a size that a picture can have', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), broken), (bytes) => {
        const kind = readPictureKind(bytes)
        if (!kind) return
        expect(Number.isSafeInteger(kind.width) && kind.width > 0).toBe(true)
        expect(Number.isSafeInteger(kind.height) && kind.height > 0).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('is looked through once: two million bytes of segments take no longer than that', () => {
    const bytes = new Uint8Array(2_000_000).fill(0xff)
    bytes.set([0xff, 0xd8])
    expect(readPictureKind(bytes)).toBeNull()
    const empty = Uint8Array.from({ length: 2_000_000 }, (_, place) => [0xff, 0xe1, 0, 2][place % 4] ?? 0)
    empty.set([0xff, 0xd8])
    expect(readPictureKind(empty)).toBeNull()
    const directory = [...ascii('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, 0xff, 0xff]
    const exif = [0xff, 0xe1, 0, directory.length + 2, ...directory]
    const many = Uint8Array.from({ length: 2_000_000 }, (_, place) => exif[(place - 2) % exif.length] ?? 0)
    many.set([0xff, 0xd8])
    expect(readPictureKind(many)).toBeNull()
  })
})
