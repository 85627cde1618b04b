/** What a file's first bytes say it is, whatever its name or its sender says. Sizes are pixels. */
export type PictureKind = {
  type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  width: number
  height: number
}

/**
 * The kind of a PNG, JPEG, GIF or WebP, and its size as it is shown: a JPEG that its camera turned is as wide as it is high in the
 * file. Null for every other file, and for one whose header makes no sense.
 */
export function readPictureKind(bytes: Uint8Array): PictureKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = withinBounds(() => readPng(view) ?? readGif(view) ?? readJpeg(view) ?? readWebp(view))
  return kind && kind.width > 0 && kind.height > 0 ? kind : null
}

/** Null where a header ends too early, or leads outside of the file. */
function withinBounds<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The signature, then IHDR with its 13 bytes: https://www.w3.org/TR/png-3/#5PNG-file-signature */
function readPng(view: DataView): PictureKind | null {
  const isPng = view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a
  if (!isPng || view.getUint32(8) !== 13 || textAt(view, 12) !== 'IHDR') return null
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** The signature with a version, then the logical screen: https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 17 and 18. */
function readGif(view: DataView): PictureKind | null {
  if (textAt(view, 0) !== 'GIF8' || ![0x3761, 0x3961].includes(view.getUint16(4))) return null
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** Segments from SOI to the frame header, which holds the size: ITU T.81, B.2.2. */
function readJpeg(view: DataView): PictureKind | null {
  if (view.getUint16(0) !== 0xffd8) return null
  let offset = 2
  let isTurned: boolean | undefined
  while (view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) offset += 1
    else if (isFrameHeader(marker)) {
      const [height, width] = [view.getUint16(offset + 5), view.getUint16(offset + 7)]
      return { type: 'image/jpeg', width: isTurned ? height : width, height: isTurned ? width : height }
    } else if (marker < 0xc0 || marker === 0xd9 || marker === 0xda) return null
    else {
      const start = offset + 4
      if (marker === 0xe1 && isTurned === undefined && textAt(view, start) === 'Exif')
        isTurned = withinBounds(() => isTurnedByExif(view, start)) ?? false
      offset += 2 + view.getUint16(offset + 2)
    }
  }
  return null
}

/** True for an orientation by a quarter turn, 5 to 8, in the first directory of an Exif segment at `start`: CIPA DC-008, 4.6.4. */
function isTurnedByExif(view: DataView, start: number): boolean {
  const tiff = start + 6
  const isLittle = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, isLittle)
  for (let place = 0; place < view.getUint16(directory, isLittle); place += 1) {
    const entry = directory + 2 + place * 12
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle) >= 5
  }
  return false
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
