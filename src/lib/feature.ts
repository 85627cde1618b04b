import type { FunctionalComponent, SVGAttributes } from 'vue'
import type { WorkspaceRole } from './actor'

/** An icon as Lucide ships it: it takes SVG attributes and can be drawn by a page as well as by an island. */
export type Icon = FunctionalComponent<SVGAttributes>

/** An entry of the sidebar. `icon` is drawn beside the label. */
export type NavigationItem = { label: string; href: string; icon: Icon }

/** Something a person can start from anywhere: the start page offers it, to `role` and the stronger ones. */
export type PaletteAction = {
  label: string
  href: string
  description: string
  icon: Icon
  role?: WorkspaceRole
}

/** Who the demo data belongs to. */
export type DemoTarget = { accountId: string; workspaceId: string }

/**
 * What a feature adds to the app. Everything here is data or loaded on demand, so that naming a feature in
 * `app.ts` costs nothing until it is used and a layout may read it in the browser's bundle too.
 */
export type Feature = {
  name: string
  navigation?: NavigationItem[]
  actions?: PaletteAction[]
  /** Fills a workspace with believable data; returns how many things it made. */
  demo?: () => Promise<(target: DemoTarget) => Promise<number>>
}
