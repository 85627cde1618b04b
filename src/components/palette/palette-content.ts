import { actionsOf, navigationOf, type Reader } from '@/components/navigation'
import type { Feature, Shortcuts } from '@/lib/feature'
import { themes } from '@/lib/appearance'
import { Markup, markup } from '@/lib/markup'
import { sections, type Section } from '@/lib/sections'
import * as words from '../words/palette-content'
import { renderKeysSheet, renderPaletteDialog } from './dialog-markup'
import type { PaletteContent, PaletteEntry } from './palette'

/** What a reader can open, begin and find from anywhere, and by which keys. */
export function paletteOf(features: readonly Feature[], reader: Reader): PaletteContent {
  const isInWorkspace = reader.role !== null
  return {
    entries: listEntries(features, reader),
    sources: isInWorkspace ? features.flatMap(({ finds }) => finds ?? []) : [],
    shortcuts: [everywhere(features, reader), ...features.flatMap(({ shortcuts }) => shortcuts ?? [])],
  }
}

const known = new Map<string, Markup>()

/** The same as the dialogs that the page's keys show, drawn once for each kind of reader: the features are what they are. */
export async function paletteMarkup(features: readonly Feature[], reader: Reader): Promise<Markup> {
  const kind = `${reader.role} ${reader.isInstanceAdmin}`
  const made = known.get(kind) ?? escapeUnusual(await renderDialogs(paletteOf(features, reader)))
  known.set(kind, made)
  return made
}

async function renderDialogs(content: PaletteContent): Promise<Markup> {
  const palette = await renderPaletteDialog(content)
  const sheet = await renderKeysSheet(content)
  return markup`<capsule-keys data-sources="${JSON.stringify(content.sources)}"><template data-dialog="palette">${palette}</template><template data-dialog="shortcuts">${sheet}</template></capsule-keys>`
}

/** One arrow in a page makes all of it take two bytes a character in memory, and longer to encode. */
function escapeUnusual({ text }: Markup): Markup {
  return new Markup(text.replace(/[^\p{ASCII}]/gu, (sign) => `&#${sign.codePointAt(0)};`))
}

/** Everything that can be opened or begun without looking for it, in the order in which it is offered. */
function listEntries(features: readonly Feature[], reader: Reader): PaletteEntry[] {
  const actions = actionsOf(features, reader).map(({ label, href, description }) => ({
    group: words.begin,
    label,
    href,
    hint: description,
  }))
  const places = navigationOf(features, reader).map(({ label, href }) => ({ group: words.goTo, label, href }))
  const known = new Set(places.map(({ href }) => href))
  const tabs = openSections(reader).flatMap((section) =>
    sections[section].tabs.map(({ label, href }) => ({
      group: words.goTo,
      label,
      href,
      hint: sections[section].title,
    })),
  )
  return [...actions, ...places, ...tabs.filter(({ href }) => !known.has(href)), ...choices]
}

/** What is done where one is, by a button of the frame. */
const choices: PaletteEntry[] = [
  ...themes.map((theme) => ({
    group: words.act,
    label: words.useTheme(theme),
    hint: words.appearance,
    presses: `button[name=theme][value=${theme}]`,
  })),
  {
    group: words.act,
    label: words.toggleSidebar,
    hint: words.appearance,
    presses: 'button[name=sidebar]',
  },
]

function openSections({ isInstanceAdmin, role }: Reader): Section[] {
  const ofWorkspace: Section[] = role ? ['workspace'] : []
  const ofInstance: Section[] = isInstanceAdmin ? ['admin'] : []
  return ['settings', ...ofWorkspace, ...ofInstance]
}

function everywhere(features: readonly Feature[], reader: Reader): Shortcuts {
  const places = navigationOf(features, reader).flatMap(({ key, label }) =>
    key ? [{ keys: ['g', key], does: words.goToPlace(label) }] : [],
  )
  return {
    where: words.everywhere,
    keys: [
      { keys: ['Ctrl', 'K'], does: words.goToOrFind },
      ...places,
      { keys: ['b'], does: words.toggleSidebar },
      { keys: ['?'], does: words.showKeys },
    ],
  }
}
