import { describe, expect, it } from 'vitest'
import { origin, useInstance } from '@/test/instance'
import { readFormData, readPost } from './body'

useInstance({ MAX_BODY_BYTES: '2000' })

const request = (body: BodyInit, type?: string) =>
  new Request(origin, {
    method: 'POST',
    body,
    ...(type !== undefined && { headers: { 'content-type': type } }),
  })

function form(picture: Uint8Array<ArrayBuffer> | null): FormData {
  const parts = new FormData()
  parts.set('intent', 'picture')
  if (picture) parts.set('picture', new File([picture], '../../etc/passwd', { type: 'text/html' }))
  return parts
}

describe('a form post', () => {
  it.each([
    ['of another type', () => request('{}', 'application/json'), 'wrong_type'],
    ['of no type', () => request(new Uint8Array(3)), 'wrong_type'],
    ['in parts without a boundary', () => request('x', 'multipart/form-data'), 'bad_input'],
    [
      'in parts that are cut off',
      () =>
        request(
          '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
          'multipart/form-data; boundary=x',
        ),
      'bad_input',
    ],
    ['that is too large', () => request(form(new Uint8Array(2001))), 'too_large'],
  ])('%s is refused', async (_name, make, code) => {
    await expect(readPost(make())).rejects.toMatchObject({ code })
  })

  it('in parts gives texts and bytes, and nothing of what a sender says of a file', async () => {
    const picture = Uint8Array.from([1, 2, 0, 255])
    const { fields, files } = await readPost(request(form(picture)))
    expect(Object.fromEntries(fields)).toEqual({ intent: 'picture' })
    expect(files).toEqual({ picture })
  })

  it('with an empty choice gives no bytes', async () => {
    const { files } = await readPost(request(form(new Uint8Array())))
    expect(files['picture']?.byteLength ?? 0).toBe(0)
  })

  it('is the same in one piece, without files', async () => {
    const post = await readPost(request(new URLSearchParams({ a: 'b c' })))
    expect([Object.fromEntries(post.fields), post.files]).toEqual([{ a: 'b c' }, {}])
    expect((await readFormData(request(form(Uint8Array.from([1]))))).get('intent')).toBe('picture')
  })
})
