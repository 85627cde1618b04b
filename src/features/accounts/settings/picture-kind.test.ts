import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readPictureKind } from './picture-kind.server'

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
    ['a GIF', Uint8Array.from([...ascii('GIF89a'), 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
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
