import { mediaOf, schemesOf, themes, type Theme } from '@/lib/appearance'

/**
 * Lets a choice of how the app looks take effect at once, a theme in every open tab too. The cookie is written before anything else, so that
 * a page that is opened in the next moment knows; the server writes it again, since some browsers forget those of scripts after a week.
 */
export function listenForChoices(): void {
  const tabs = followTheme()
  document.addEventListener('submit', (event) => {
    const { target: form, submitter: button } = event
    if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return
    const { cookie } = form.dataset
    if (cookie === undefined) return
    event.preventDefault()
    const { name, value } = button
    document.cookie = cookie.replace('*', `${name}=${value}`)
    void fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams([[name, value]]),
      redirect: 'manual',
      keepalive: true,
    }).catch(() => undefined)
    if (name === 'sidebar') return foldSidebar(button)
    showTheme(value)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
    tabs.postMessage(value)
  })
}

/** Lets a theme that is chosen elsewhere take effect here, and returns the channel by which others are told. */
export function followTheme(): BroadcastChannel {
  const tabs = new BroadcastChannel('theme')
  tabs.addEventListener('message', ({ data }) => showTheme(data))
  return tabs
}

function foldSidebar(button: HTMLButtonElement): void {
  const isFolded = button.value === 'folded'
  document.querySelector('#sidebar')?.toggleAttribute('data-folded', isFolded)
  button.ariaExpanded = String(!isFolded)
  button.value = isFolded ? 'open' : 'folded'
}

function showTheme(chosen: unknown): void {
  const theme = themes.find((known) => known === chosen)
  if (!theme) return
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[name=theme]'))
    button.ariaPressed = String(button.value === theme)
  tellBrowser(theme)
}

/** What the browser draws itself around and before the page. */
function tellBrowser(theme: Theme): void {
  document.querySelector('meta[name=color-scheme]')?.setAttribute('content', schemesOf(theme))
  const [light, dark] = document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')
  light?.setAttribute('media', mediaOf('light', theme))
  dark?.setAttribute('media', mediaOf('dark', theme))
}
