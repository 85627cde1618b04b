/** Whoever reads: how dates and numbers are written for them, and by which clocks. The sentences are English for everybody. */
export type Reader = { locale: string; timeZone: string }

/** What an account chose of it; null leaves that to the browser. */
export type ChosenReader = { locale: string | null; timeZone: string | null }

/** Nobody said anything. */
export const plainReader: Reader = { locale: 'en-GB', timeZone: 'UTC' }

let find = readPage

/** The reader of the page at hand. A browser has the one that the server wrote the page for, and never asks the device. */
export function currentReader(): Reader {
  return find()
}

/** How the server knows the reader: by the request that it works for. */
export function findReaderBy(way: () => Reader): void {
  find = way
}

function readPage(): Reader {
  if (typeof document === 'undefined') return plainReader
  const { locale, timeZone } = document.documentElement.dataset
  return { locale: locale ?? plainReader.locale, timeZone: timeZone ?? plainReader.timeZone }
}
