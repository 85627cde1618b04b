import { expect, test } from 'vitest'
import { startCapsule } from './support/binary'

test('the page of all components is not in the binary', async () => {
  const capsule = await startCapsule()
  const answer = await fetch(new URL('/dev/components', capsule.url), { headers: { accept: 'text/html' } })
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('ConfirmDialog')
})
