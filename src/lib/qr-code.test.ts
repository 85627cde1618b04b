import { expect, test } from 'vitest'
import { qrPath, qrSvg } from './qr-code'

test('A code has a white border of four modules, and is the same each time', () => {
  const { size, path } = qrPath('https://example.org/f/summer')
  const places = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
  expect(Math.min(...places)).toBe(4)
  expect(Math.max(...places)).toBe(size - 5)
  expect(qrSvg('https://example.org/f/summer')).toContain(path)
})
