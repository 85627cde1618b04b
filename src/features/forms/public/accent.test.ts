import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentStyle, contrast, parse } from './accent'

test.each(['red', '#12345', '#1234567', 'url(x)', '#12345g', ''])('%j is no accent', (text) => {
  expect(accentStyle(text)).toBeNull()
})

test('whatever the accent, it can be read in both modes, and text on it too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const style = accentStyle(`#${number.toString(16).padStart(6, '0')}`) ?? ''
      const [light, dark] = [...style.matchAll(/--primary:(#\w+);--primary-foreground:(#\w+)/g)]
      for (const [found, paper] of [
        [light, '#f4f2ef'],
        [dark, '#262422'],
      ] as const) {
        const [accent, onIt, sheet] = [found?.[1], found?.[2], paper].map((text) => parse(text ?? ''))
        if (!accent || !onIt || !sheet) throw new Error(`This is no style: ${style}`)
        expect(contrast(accent, sheet)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(accent, onIt)).toBeGreaterThanOrEqual(4.5)
      }
    }),
    { numRuns: 300 },
  )
})
