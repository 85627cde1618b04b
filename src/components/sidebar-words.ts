/**
 * Cares for the words that stand beside the icons of the sidebar: Escape puts them away, until something else is pointed at or another key is
 * pressed (WCAG 2.2, 1.4.13); and they follow what they name where a low window scrolls the sidebar.
 */
export function tendSidebarWords(): void {
  const sidebar = document.querySelector<HTMLElement>('#sidebar')
  document.addEventListener('keydown', ({ key }) => {
    sidebar?.toggleAttribute('data-hushed', key === 'Escape' && sidebar.hasAttribute('data-folded'))
  })
  sidebar?.addEventListener('pointerover', () => sidebar.removeAttribute('data-hushed'))
  sidebar?.firstElementChild?.addEventListener('scroll', ({ target }) => {
    if (target instanceof Element) sidebar.style.setProperty('--scrolled', `${target.scrollTop}px`)
  })
}
