import type { Actor } from '@/lib/actor'
import type { Appearance } from '@/lib/appearance'
import type { Markup } from '@/lib/markup'
import { renderAccount, type Account } from './account-markup'
import type { Place } from './navigation'
import { renderNavigation } from './navigation-markup'

/** What the sidebar and the menu of a small screen both show. */
export type Frame = { navigation: Markup; account: Account }

type Drawn = { actor: Actor; places: readonly Place[]; appearance: Appearance; url: URL }

/** Draws it once for both. */
export async function renderFrame({ actor, places, appearance, url }: Drawn): Promise<Frame> {
  const [navigation, account] = await Promise.all([
    renderNavigation(places, url.pathname),
    renderAccount(actor, appearance, url),
  ])
  return { navigation, account }
}
