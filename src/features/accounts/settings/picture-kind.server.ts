/** What a file's first bytes say it is, whatever its name or its sender says. Sizes are pixels. */
export type PictureKind = { type: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

/** The kind and size of a PNG, JPEG or WebP; null for every other file, and for one whose header makes no sense. */
export function readPictureKind(bytes: Uint8Array): PictureKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const kind = readPng(view) ?? readJpeg(view) ?? readWebp(view)
    return kind && kind.width > 0 && kind.height > 0 ? kind : null
  } catch (error) {
    if (error instanceof RangeError) return null // A header that ends too early.
    throw error
  }
}

/** The signature, then IHDR with its 13 bytes: https://www.w3.org/TR/png-3/#5PNG-file-signature */
function readPng(view: DataView): PictureKind | null {
  const isPng = view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a
  if (!isPng || view.getUint32(8) !== 13 || textAt(view, 12) !== 'IHDR') return null
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Segments from SOI to the frame header, which holds the size: ITU T.81, B.2.2. */
function readJpeg(view: DataView): PictureKind | null {
  if (view.getUint16(0) !== 0xffd8) return null
  let offset = 2
  while (view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) offset += 1
    else if (isFrameHeader(marker))
      return { type: 'image/jpeg', height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) }
    else if (marker < 0xc0 || marker === 0xd9 || marker === 0xda) return null
    else offset += 2 + view.getUint16(offset + 2)
  }
  return null
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** RIFF with the length of what follows, then one of three kinds of chunk: RFC 9649, 2. */
function readWebp(view: DataView): PictureKind | null {
  if (textAt(view, 0) !== 'RIFF' || textAt(view, 8) !== 'WEBP') return null
  if (view.getUint32(4, true) + 8 > view.byteLength + 1) return null
  const size = sizeOfWebp(view, textAt(view, 12))
  return size && { type: 'image/webp', ...size }
}

function sizeOfWebp(view: DataView, chunk: string): { width: number; height: number } | null {
  if (chunk === 'VP8 ') {
    if (view.getUint8(23) !== 0x9d || view.getUint16(24) !== 0x012a) return null
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
  if (chunk === 'VP8L') {
    if (view.getUint8(20) !== 0x2f) return null
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk !== 'VP8X') return null
  return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) + (view.getUint8(offset + 2) << 16)
}

function textAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(offset + place)))
}
