import { crc32, deflateSync } from 'node:zlib'
import type { Chance } from '@/lib/server/demo-chance'

/** A picture of 240 by 160: a loaf's brown that grows darker, with light spots of flour. */
export function pictureOf(chance: Chance): Uint8Array<ArrayBuffer> {
  const [width, height] = [240, 160]
  const tone = chance.between(90, 160)
  const lines = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const shade = tone - Math.round((y / height) * 60) + ((x * 7 + y * 13) % 29 === 0 ? 70 : 0)
      const at = y * (1 + width * 3) + 1 + x * 3
      lines.set([Math.min(shade + 40, 255), Math.min(shade, 255), Math.max(shade - 45, 0)], at)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Uint8Array.from(
    Buffer.concat([
      signature,
      piece('IHDR', head),
      piece('IDAT', deflateSync(lines)),
      piece('IEND', Buffer.alloc(0)),
    ]),
  )
}

/** https://www.w3.org/TR/png-3/#5Chunk-layout */
function piece(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A page of A4 with a few lines, for the letters of the Latin alphabet. */
export function documentOf(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const shown = lines.map((line) => `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj T*`).join('\n')
  const text = `BT /F1 12 Tf 72 770 Td 18 TL\n${shown}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${Buffer.byteLength(text, 'latin1')} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(file + table + end, 'latin1'))
}
