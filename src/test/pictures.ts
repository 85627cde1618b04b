import { deflateSync } from 'node:zlib'

/** A PNG of one colour as its header says; `size` fills it up to so many bytes. */
export function pngOf(width: number, height: number, size = 0): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const lines = width * height > 1_000_000 ? Buffer.alloc(4) : Buffer.alloc((width + 1) * height, 0x80)
  for (let line = 0; line < height && line * (width + 1) < lines.length; line += 1)
    lines[line * (width + 1)] = 0
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(lines))]
  const end = chunk('IEND', Buffer.alloc(0))
  const length = 8 + [...parts, end].reduce((sum, part) => sum + part.length, 0)
  if (size > length + 12) parts.push(chunk('teXt', Buffer.alloc(size - length - 12)))
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return new Uint8Array(Buffer.concat([sign, ...parts, end]))
}

/** Length, type, data and CRC: https://www.w3.org/TR/png-3/#5Chunk-layout */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(Bun.hash.crc32(named))
  return Buffer.concat([length, named, sum])
}
