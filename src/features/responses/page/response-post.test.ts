import { expect, test } from 'vitest'
import { ResponsePost } from './response-post.schema'

const change = (tags: string) =>
  ResponsePost.safeParse({ intent: 'change', status: 'new', assigneeId: '', tags, version: '1' })

test('a tag that is written twice, in whatever case, counts once', () => {
  expect(change(' vip, Garden,VIP ,').data).toMatchObject({ tags: ['vip', 'garden'] })
})

test('too long and too many tags are refused at their field', () => {
  const paths = (tags: string) => change(tags).error?.issues.map(({ path }) => path[0])
  expect(paths('x'.repeat(41))).toEqual(['tags'])
  expect(paths(Array.from({ length: 21 }, (_, place) => `t${place}`).join())).toEqual(['tags'])
})
