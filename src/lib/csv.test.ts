import { parse } from 'csv-parse/sync'
import { assert, array, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from './csv'

describe('a line of CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'never begins a formula: %j',
    (text) => {
      expect(parse(csvLine([text]))).toEqual([[`'${text}`]])
    },
  )

  test('keeps numbers, negative ones too, and writes nothing for nothing', () => {
    expect(csvLine([-5, 1.5, null, ''])).toBe('-5,1.5,,\r\n')
  })

  test('is read back by a parser as it was, whatever is in it', () => {
    const cell = string({ unit: 'binary', maxLength: 20 }).map((text) => `x${text}`)
    assert(
      property(array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        expect(parse(csvLine(cells), { record_delimiter: '\r\n' })).toEqual([cells])
      }),
    )
  })
})
