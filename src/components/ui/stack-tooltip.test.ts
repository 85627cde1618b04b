// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { stackTooltip } from './stack-tooltip'

test('says what a column holds, and nothing of what counts nothing', () => {
  const tooltip = stackTooltip('3 May', [
    { label: 'Order', count: 1200 },
    { label: 'Feedback', count: 0 },
  ])

  expect([...tooltip.children].map(({ textContent }) => textContent)).toEqual(['3 May', 'Order1,200'])
})

test('takes the name of a series as text', () => {
  const tooltip = stackTooltip('3 May', [{ label: '<img src=x onerror=alert(1)>', count: 1 }])

  expect(tooltip.querySelector('img')).toBeNull()
})
