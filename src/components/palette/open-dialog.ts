import { createApp, type Component } from 'vue'
import { PaletteContent } from './palette'
import PaletteDialog from './PaletteDialog.vue'
import ShortcutsDialog from './ShortcutsDialog.vue'

const dialogs: Record<DialogName, Component> = { palette: PaletteDialog, shortcuts: ShortcutsDialog }

export type DialogName = 'palette' | 'shortcuts'

/** How long a dialog may take to fade and to hand the focus back before it is taken out of the page. */
const LEAVING_MS = 300

/** Shows one of the dialogs with a `PaletteContent` as JSON, and resolves when it was closed. The focus goes back to where it was. */
export function openDialog(name: DialogName, content: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const host = document.body.appendChild(document.createElement('div'))
  const before = document.activeElement
  const page = document.documentElement
  page.dataset['still'] = innerWidth > page.clientWidth ? 'bar' : ''
  const onClosed = () => {
    delete page.dataset['still']
    resolve()
    setTimeout(() => {
      app.unmount()
      host.remove()
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }, LEAVING_MS)
  }
  const app = createApp(dialogs[name], { content: PaletteContent.parse(JSON.parse(content)), onClosed })
  app.mount(host)
  return promise
}
