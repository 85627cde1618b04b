import { copyText } from '@/lib/copy-text'

const SAID_MS = 2000

/** Each block of code gets a button that copies it. Without a script there is nothing that could. */
export function addCopyButtons(): void {
  for (const block of document.querySelectorAll<HTMLElement>('[data-slot=note-text] .code-block')) {
    if (!block.querySelector('.copy-code')) block.prepend(makeButton(block))
  }
}

function makeButton(block: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy-code'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', 'Copy this code')
  const news = document.createElement('span')
  news.className = 'sr-only'
  news.setAttribute('role', 'status')
  block.append(news)
  button.addEventListener('click', async () => {
    const isCopied = await copyText(block.querySelector('code')?.textContent ?? '')
    button.textContent = isCopied ? 'Copied' : 'Not copied'
    news.textContent = isCopied ? 'Copied' : 'It could not be copied: select it and copy it by hand.'
    setTimeout(() => {
      button.textContent = 'Copy'
      news.textContent = ''
    }, SAID_MS)
  })
  return button
}
