import type { FileKind } from './field.schema'

/** What the content of a file is: the kind that a question allows, and its media type. */
export type FileContent = { kind: FileKind; type: string }

type Sign = { at?: number; bytes: number[] | string; is: FileContent }

const image = (type: string): FileContent => ({ kind: 'image', type: `image/${type}` })
const audio = (type: string): FileContent => ({ kind: 'audio', type: `audio/${type}` })
const video = (type: string): FileContent => ({ kind: 'video', type: `video/${type}` })
const archive = (type: string): FileContent => ({ kind: 'archive', type: `application/${type}` })

/** By the first bytes: https://www.iana.org/assignments/media-types, and the formats' own documents. */
const signs: Sign[] = [
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], is: image('png') },
  { bytes: [0xff, 0xd8, 0xff], is: image('jpeg') },
  { bytes: 'GIF8', is: image('gif') },
  { at: 8, bytes: 'WEBP', is: image('webp') },
  { at: 4, bytes: 'ftypavif', is: image('avif') },
  { at: 4, bytes: 'ftypheic', is: image('heic') },
  { at: 4, bytes: 'ftypmif1', is: image('heif') },
  { bytes: '%PDF-', is: { kind: 'pdf', type: 'application/pdf' } },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    is: { kind: 'office', type: 'application/x-ole-storage' },
  },
  { bytes: [0x1f, 0x8b], is: archive('gzip') },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], is: archive('x-7z-compressed') },
  { at: 257, bytes: 'ustar', is: archive('x-tar') },
  { bytes: 'ID3', is: audio('mpeg') },
  { bytes: [0xff, 0xfb], is: audio('mpeg') },
  { bytes: 'OggS', is: audio('ogg') },
  { bytes: 'fLaC', is: audio('flac') },
  { at: 8, bytes: 'WAVE', is: audio('wav') },
  { at: 4, bytes: 'ftypM4A', is: audio('mp4') },
  { at: 8, bytes: 'AVI ', is: video('x-msvideo') },
  { at: 4, bytes: 'ftyp', is: video('mp4') },
  { bytes: [0x1a, 0x45, 0xdf, 0xa3], is: video('webm') },
]

/** As many bytes from the beginning of a file as any sign needs. */
export const HEAD = 512

/** What a file is by its first bytes; null for what is none of the kinds, or just text. */
export function readSign(head: Uint8Array): FileContent | null {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return isOfficeZip(head) ? office : archive('zip')
  return signs.find(({ at = 0, bytes: wanted }) => startsWith(head, toBytes(wanted), at))?.is ?? null
}

const office: FileContent = { kind: 'office', type: 'application/vnd.openxmlformats-officedocument' }

/** The first entry of an office document's archive has one of these names (ECMA-376, 2; OpenDocument 1.3, 3.3). */
function isOfficeZip(bytes: Uint8Array): boolean {
  const name = String.fromCharCode(...bytes.subarray(30, 60))
  return ['[Content_Types].xml', 'mimetypeapplication/vnd.oasis', '_rels/', 'docProps/'].some((start) =>
    name.startsWith(start.slice(0, 30)),
  )
}

function toBytes(wanted: number[] | string): number[] {
  return typeof wanted === 'string' ? [...wanted].map((letter) => letter.charCodeAt(0)) : wanted
}

function startsWith(bytes: Uint8Array, wanted: number[], at = 0): boolean {
  return wanted.every((byte, place) => bytes[at + place] === byte)
}
