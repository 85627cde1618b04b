import { Menu, X } from '@lucide/vue'
import { iconMarkup } from '@/components/ui/icon-markup'
import type { Actor } from '@/lib/actor'
import type { Appearance } from '@/lib/appearance'
import type { Markup } from '@/lib/markup'
import { Recent } from '@/lib/recent'
import { renderAccount, renderAccountMenu, renderAccountSection } from './account-markup'
import type { Place } from './navigation'
import { renderNavigation } from './navigation-markup'
import { renderPaletteButton } from './palette/palette-button-markup'
import { renderSidebarToggle } from './sidebar-toggle-markup'
import { renderSwitcher } from './switcher-markup'

/** What stands in the sidebar, and in the bar of a small screen with its menu. */
export type Frame = {
  navigation: Markup
  sidebar: { toggle: Markup; switcher: Markup; palette: Markup; account: Markup }
  bar: { switcher: Markup; palette: Markup; menu: Markup; close: Markup; account: Markup }
}

type Drawn = { actor: Actor; places: readonly Place[]; appearance: Appearance; url: URL }

/** So many are kept, of about 20 KB each. */
const frames = new Recent<Frame>(100)

/**
 * Draws it, or finds it as it was drawn of exactly the same: who looks by which session, in which workspaces, what waits, how and
 * where. Whatever of that changes is seen on the next page.
 */
export async function renderFrame(drawn: Drawn): Promise<Frame> {
  const { actor, places, appearance, url } = drawn
  const key = JSON.stringify([actor, places, appearance, url.pathname, url.search])
  const known = frames.get(key)
  if (known) return known
  const made = await drawFrame(drawn)
  frames.set(key, made)
  return made
}

async function drawFrame({ actor, places, appearance, url }: Drawn): Promise<Frame> {
  const account = await renderAccount(actor, appearance, url)
  return {
    navigation: await renderNavigation(places, url.pathname),
    sidebar: {
      toggle: await renderSidebarToggle(appearance, `${url.pathname}${url.search}`),
      switcher: await renderSwitcher(actor, 'workspaces'),
      palette: await renderPaletteButton(),
      account: await renderAccountMenu(account),
    },
    bar: {
      switcher: await renderSwitcher(actor, 'workspaces-narrow'),
      palette: await renderPaletteButton({ narrow: true }),
      menu: await iconMarkup(Menu),
      close: await iconMarkup(X),
      account: renderAccountSection(account),
    },
  }
}
