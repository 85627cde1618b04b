import { writeNumber, writeShare } from '../../src/lib/numbers'
import { findReaderBy, plainReader, type Reader } from '../../src/lib/reader'
import { shortSize } from '../../src/lib/size'
import { fullDate, fullTime, relativeTime, shortDate } from '../../src/lib/time'

const moments = ['2026-06-30T23:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-03-08T07:00:00.000Z']
const now = '2026-11-28T23:30:00.000Z'

/** What the helpers write for some readers, each on a line: run on the server's runtime and in a browser. */
export function writeForms(readers: readonly Reader[]): string[] {
  return readers.map((reader) => {
    findReaderBy(() => reader)
    const words = [
      reader.locale,
      ...moments.map((moment) => fullTime(moment)),
      ...moments.map((moment) => relativeTime(moment, now)),
      relativeTime('2026-11-27T22:00:00.000Z', now),
      relativeTime(now, now),
      fullDate('2026-11-28'),
      shortDate('2026-11-28'),
      shortDate('2026-11'),
      writeNumber(1_234_567.5),
      writeShare(1, 8),
      shortSize(12_345_678),
    ]
    findReaderBy(() => plainReader)
    return words.join(' | ')
  })
}

/* In a browser the test calls it by this name. */
Object.assign(globalThis, { writeForms })
