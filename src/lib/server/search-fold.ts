import { openScratch } from './db-scratch'

/** How the full-text tables cut a text into words, as the migrations have it. */
const tokenizer = `unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'`

/** A word as the index holds it: small letters without accents. */
export function foldTerm(word: string): string {
  return isAscii(word) ? word.toLowerCase() : (listTerms(word)[0] ?? word)
}

/** True when a word of the text begins with `beginning`, which is folded. */
export function beginsWord(text: string, beginning: string): boolean {
  if (!isAscii(text)) return listTerms(text).some((term) => term.startsWith(beginning))
  const small = text.toLowerCase()
  for (let at = small.indexOf(beginning); at >= 0; at = small.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(small.charAt(at - 1))) return true
  }
  return false
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}

let words: ReturnType<typeof openWords> | undefined

/** The words of a text in their order, cut and folded as those of the index: JavaScript folds some letters otherwise. */
function listTerms(text: string): string[] {
  words ??= openWords()
  words.query('INSERT INTO words(rowid, text) VALUES (1, ?)').run(text)
  const terms = words.query<{ term: string }, []>('SELECT term FROM terms ORDER BY "offset"').all()
  words.run(`INSERT INTO words(words) VALUES ('delete-all')`)
  return terms.map(({ term }) => term)
}

function openWords() {
  const opened = openScratch()
  opened.run(`CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="${tokenizer}")`)
  opened.run('CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)')
  return opened
}
