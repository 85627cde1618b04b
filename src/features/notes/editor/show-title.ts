import * as words from '../words/pages'

/** A new note that was saved has a name: the page's heading and the browser's tab say it, as the page does when it is opened again. */
export function showTitle(title: string): void {
  const heading = document.querySelector('#main h1')
  const name = /( · [^·]*)?$/.exec(document.title)?.[0] ?? ''
  if (heading) heading.textContent = title
  document.title = `${words.edit(title)}${name}`
}
