// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { features } from '@/app'
import { renderSidebarToggle } from '../sidebar-toggle-markup'
import { renderThemes } from '../theme-markup'
import { isFoundBy } from './palette'
import { paletteOf } from './palette-content'

const hrefs = (...reader: Parameters<typeof paletteOf>) =>
  paletteOf(...reader).entries.flatMap((entry) => ('href' in entry ? entry.href : []))

describe('The palette', () => {
  test('offers no administration to a member, and no workspace to whoever is in none', () => {
    const ofMember = hrefs(features, { isInstanceAdmin: false, role: 'member' })
    expect(ofMember.filter((href) => href.startsWith('/admin'))).toEqual([])
    const ofNobody = hrefs(features, { isInstanceAdmin: false, role: null })
    expect(ofNobody.filter((href) => href.startsWith('/workspace/'))).toEqual([])
  })

  test('offers a viewer nothing that only members begin', () => {
    const offered = paletteOf(features, { isInstanceAdmin: false, role: 'viewer' }).entries
    const begun = features.flatMap(({ actions }) => actions ?? []).filter(({ role }) => role === 'member')
    const labels = offered.map(({ label }) => label)
    expect(begun.filter(({ label }) => labels.includes(label))).toEqual([])
  })

  test('offers each theme and the sidebar to whoever is in no workspace, by buttons that the frame has', async () => {
    const { entries } = paletteOf(features, { isInstanceAdmin: false, role: null })
    const presses = entries.flatMap((entry) => ('presses' in entry ? entry.presses : []))
    const usual = { theme: 'system', sidebar: 'open', cookie: '' } as const
    document.body.innerHTML = `${await renderThemes(usual, '/')}${await renderSidebarToggle(usual, '/')}`
    const found = presses.map((selector) => document.querySelectorAll(selector).length)
    expect(found).toEqual([1, 1, 1, 1])
  })

  test('offers each address once', () => {
    const offered = paletteOf(features, { isInstanceAdmin: true, role: 'owner' }).entries
    const places = offered.flatMap((entry) => (entry.group === 'Go to' && 'href' in entry ? entry.href : []))
    expect(new Set(places).size).toBe(places.length)
    expect(places).toContain('/admin/accounts')
  })

  test('finds by the beginnings of words in any order, and nothing by a word that is not there', () => {
    expect(isFoundBy('adm out', 'Outbox Administration')).toBe(true)
    expect(isFoundBy('adm out', 'Profile Settings')).toBe(false)
    expect(isFoundBy('box', 'Outbox Administration')).toBe(false)
    expect(isFoundBy('  ', 'Outbox Administration')).toBe(true)
  })
})
