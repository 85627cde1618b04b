import { copyText } from '@/lib/copy-text'
import * as words from '../words/text'

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
  button.textContent = words.copy
  button.setAttribute('aria-label', words.copyCode)
  const news = document.createElement('span')
  news.className = 'sr-only'
  news.setAttribute('role', 'status')
  block.append(news)
  button.addEventListener('click', async () => {
    const isCopied = await copyText(block.querySelector('code')?.textContent ?? '')
    button.textContent = isCopied ? words.copied : words.notCopied
    news.textContent = isCopied ? words.copied : words.copyByHand
    setTimeout(() => {
      button.textContent = words.copy
      news.textContent = ''
    }, SAID_MS)
  })
  return button
}
