// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { useInstance } from '@/test/instance'
import { receiveForm } from './receive-form'

useInstance()

const MIB = 1024 * 1024
const url = 'http://localhost/f/x'

type Init = { body: BodyInit; type?: string; limit?: number }

/** What arrives: the texts, and each file with the sizes of its pieces. */
async function receive({ body, type, limit = 25 * MIB }: Init) {
  const files: { field: string; name: string; pieces: number[]; isWhole: boolean }[] = []
  const request = new Request(url, {
    method: 'POST',
    body,
    ...(type && { headers: { 'content-type': type } }),
  })
  const form = await receiveForm({
    request,
    limit,
    address: '192.0.2.1',
    open: (part) => {
      const file = { ...part, pieces: [] as number[], isWhole: false }
      files.push(file)
      return {
        write: (piece) => file.pieces.push(piece.byteLength),
        end: () => {
          file.isWhole = true
        },
      }
    },
  })
  return { texts: [...form], files }
}

function formOf(entries: [string, string | File][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

const multipart = 'multipart/form-data; boundary=x'

describe('a form is refused', () => {
  it.each([
    ['of another type', { body: '{}', type: 'application/json' }, 'wrong_type'],
    ['without a boundary', { body: 'a', type: 'multipart/form-data' }, 'bad_input'],
    [
      'that breaks off',
      { body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhal', type: multipart },
      'bad_input',
    ],
    ['that is none', { body: 'hello', type: multipart }, 'bad_input'],
    [
      'of too many texts',
      { body: formOf(Array.from({ length: 5001 }, (_, at) => [`a${at}`, ''])) },
      'bad_input',
    ],
    ['of too many texts, encoded', { body: new URLSearchParams('a=&'.repeat(5001)) }, 'bad_input'],
    [
      'of texts that are too long',
      {
        body: formOf([
          ['a', 'x'.repeat(MIB)],
          ['b', 'y'],
        ]),
      },
      'too_large',
    ],
    ['of a text that is too long in bytes', { body: formOf([['a', 'ü'.repeat(600_000)]]) }, 'too_large'],
    [
      'of too many files',
      { body: formOf(Array.from({ length: 201 }, () => ['a', new File(['x'], 'a')])) },
      'bad_input',
    ],
    [
      'that is larger than its limit',
      { body: formOf([['a', new File(['x'.repeat(3000)], 'a')]]), limit: 2000 },
      'too_large',
    ],
  ] as [string, Init, string][])('%s', async (_what, init, code) => {
    await expect(receive(init)).rejects.toMatchObject({ code })
  })

  it('with what a sink throws', async () => {
    const request = new Request(url, { method: 'POST', body: formOf([['a', new File(['x'], 'a')]]) })
    const open = () => {
      throw new Error('no room')
    }
    await expect(receiveForm({ request, limit: MIB, address: '192.0.2.1', open })).rejects.toThrow('no room')
  })
})

describe('a form arrives', () => {
  it('with its texts in order, of either kind', async () => {
    const entries: [string, string][] = [
      ['a', 'für 🍞'],
      ['b', ''],
      ['a', '=2+2\r\n'],
    ]
    expect((await receive({ body: formOf(entries) })).texts).toEqual(entries)
    expect((await receive({ body: new URLSearchParams(entries) })).texts).toEqual(entries)
  })

  it('with its files in pieces, whatever they are called, and without those that were not chosen', async () => {
    const large = new File([new Uint8Array(3 * MIB)], 'für uns (1).pdf', { type: 'text/plain' })
    const { texts, files } = await receive({
      body: formOf([
        ['first', '1'],
        ['papers', large],
        ['none', new File([], '')],
        ['empty', new File([], 'empty.txt')],
        ['last', '2'],
      ]),
    })
    expect(texts).toEqual([
      ['first', '1'],
      ['last', '2'],
    ])
    expect(files.map(({ field, name, isWhole }) => [field, name, isWhole])).toEqual([
      ['papers', 'für uns (1).pdf', true],
      ['empty', 'empty.txt', true],
    ])
    const [{ pieces } = { pieces: [] }] = files
    expect(pieces.reduce((sum, size) => sum + size, 0)).toBe(3 * MIB)
    expect(pieces.length).toBeGreaterThan(1)
  })
})
