import type { Actor } from '@/lib/actor'
import type { Markup } from '@/lib/markup'
import { renderAccount } from './account-markup'
import type { Place } from './navigation'
import { renderNavigation } from './navigation-markup'

/** What the sidebar and the menu of a small screen both show. */
export type Frame = { navigation: Markup; account: Markup }

/** Draws it once for both. */
export async function renderFrame(actor: Actor, places: readonly Place[], pathname: string): Promise<Frame> {
  const [navigation, account] = await Promise.all([
    renderNavigation(places, pathname),
    renderAccount(actor, pathname),
  ])
  return { navigation, account }
}
