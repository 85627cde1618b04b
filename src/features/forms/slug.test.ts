import { expect, it } from 'vitest'
import { followTitle, makeSlug } from './slug.server'

it('an address is made of a title, and follows it with the same end', () => {
  const slug = makeSlug('Sommerfest: wer kommt?')
  expect(slug).toMatch(/^sommerfest-wer-kommt-[a-z2-9]{6}$/)
  expect(followTitle(slug, 'Sommerfest: wer kommt?', 'Herbst')).toBe(`herbst-${slug.slice(-6)}`)
  expect(followTitle(slug, 'Sommerfest: wer kommt?', '夏')).toBe(slug.slice(-6))
  expect(followTitle(slug.slice(-6), '夏', 'Herbst')).toBe(`herbst-${slug.slice(-6)}`)
})

it.each(['party', 'sommerfest', 'summer-party-2026', 'x'])('one that was chosen stays: %s', (slug) => {
  expect(followTitle(slug, 'Summer party', 'Herbst')).toBe(slug)
})
