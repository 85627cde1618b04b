export const shareOf = (title: string) => `Share · ${title}`
export const forms = 'Forms'
/** The name of the file of new links, without its extension. */
export const linksOf = (title: string) => `${title} links`
export const notPublished = 'It is not published yet'
export const closed = 'It is closed'
export const toldSo = 'Whoever opens the address is told so. Publish it where you edit it.'
export const itsAddress = 'Its address'
export const address = 'Address'
export const open = 'Open it'
export const forCertainPeople = [
  'Is it for certain people, one response each? Choose personal links in its ',
  'settings',
  '.',
] as const
export const code = 'A code for phones'
export const codeOf = (to: string) => `A code that leads to ${to}`
export const download = 'Download as SVG'
export const poster = 'Make a poster'
export const inAnotherPage = 'In another page'
export const noPage = ['No page may show it yet. Name the origins that may in its ', 'settings', '.'] as const
export const forPages = (origins: string) =>
  `For pages of ${origins}. It sets no cookie, and is as high as it needs to be.`
export const html = 'HTML'
