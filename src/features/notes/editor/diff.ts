/** A run of pieces that both have, or that only one has. */
export type Part = { kind: 'same' | 'theirs' | 'mine'; pieces: string[] }

/** Beyond this many comparisons a difference is told as a whole: nobody would read it piece by piece. */
const MOST = 4_000_000

/** What differs between two sequences, by their longest common subsequence. */
export function diff(theirs: readonly string[], mine: readonly string[]): Part[] {
  let start = 0
  while (start < theirs.length && start < mine.length && theirs[start] === mine[start]) start++
  let end = 0
  const shorter = Math.min(theirs.length, mine.length) - start
  while (end < shorter && theirs[theirs.length - 1 - end] === mine[mine.length - 1 - end]) end++

  const parts: Part[] = []
  for (const piece of theirs.slice(0, start)) push(parts, 'same', piece)
  middle(theirs.slice(start, theirs.length - end), mine.slice(start, mine.length - end), parts)
  for (const piece of theirs.slice(theirs.length - end)) push(parts, 'same', piece)
  return parts
}

/** The lines of two texts. */
export function diffLines(theirs: string, mine: string): Part[] {
  return diff(theirs.split('\n'), mine.split('\n'))
}

function middle(theirs: readonly string[], mine: readonly string[], parts: Part[]): void {
  if (theirs.length * mine.length > MOST) {
    for (const piece of theirs) push(parts, 'theirs', piece)
    for (const piece of mine) push(parts, 'mine', piece)
    return
  }
  const width = mine.length + 1
  const lengths = new Uint16Array((theirs.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = theirs.length - 1; i >= 0; i--) {
    for (let j = mine.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        theirs[i] === mine[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  let i = 0
  let j = 0
  while (i < theirs.length || j < mine.length) {
    const [ours, other] = [mine[j], theirs[i]]
    if (other !== undefined && other === ours) {
      push(parts, 'same', other)
      i++
      j++
    } else if (other !== undefined && (ours === undefined || at(i + 1, j) >= at(i, j + 1))) {
      push(parts, 'theirs', other)
      i++
    } else if (ours !== undefined) {
      push(parts, 'mine', ours)
      j++
    }
  }
}

function push(parts: Part[], kind: Part['kind'], piece: string): void {
  const last = parts.at(-1)
  if (last?.kind === kind) last.pieces.push(piece)
  else parts.push({ kind, pieces: [piece] })
}
