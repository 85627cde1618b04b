/** In how many texts each word stands. */
export type WordCounts = Map<string, number>

/** So many different words are counted; rarer ones that come later are left out. */
const MOST = 20_000

/** Words that say nothing by themselves, in the languages that forms are most often written in. */
const idle = new Set(
  (
    'the and for are was were but not you your our with that this have has had they them their from what when which who will would there can all any its it’s than then too very just also been being into over about more most some such only own same ' +
    'der die das und ist war nicht ich wir sie ihr ein eine einen einem einer mit auf für von den dem des sich auch als aber oder wenn noch nur sehr mehr kann sind hat haben wird ' +
    'les des est une que qui dans pour pas plus avec sur sont nous vous elle ils mais ont cette ces aux par ' +
    'los las una por con para del que como más pero sus este esta son muy'
  ).split(' '),
)

/** Counts each word of a text once. Short and idle ones are left out, and so is what looks like a number or an e-mail address. */
export function addWords(counts: WordCounts, text: string): void {
  const found =
    text
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/\S+@\S+/g, ' ')
      .match(/[\p{L}\p{M}][\p{L}\p{M}’'-]+/gu) ?? []
  for (const word of new Set(found)) {
    if (word.length < 3 || word.length > 40 || idle.has(word)) continue
    const known = counts.get(word)
    if (known === undefined && counts.size >= MOST) continue
    counts.set(word, (known ?? 0) + 1)
  }
}
