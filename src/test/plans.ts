import { database } from '@/lib/server/db'

/** The plans of the statements that `work` reads by, each line of SQLite's `EXPLAIN QUERY PLAN` by itself. */
export async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const sqlite = database().$client
  const prepare = sqlite.prepare.bind(sqlite)
  const texts = new Set<string>()
  const noting: typeof prepare = (text, ...rest) => {
    texts.add(text)
    return prepare(text, ...rest)
  }
  sqlite.prepare = noting
  try {
    await work()
  } finally {
    sqlite.prepare = prepare
  }
  return [...texts].filter((text) => /^\s*(select|with)/i.test(text)).flatMap(explain)
}

function explain(text: string): string[] {
  const { $client } = database()
  return $client
    .query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${text}`)
    .all()
    .map(({ detail }) => detail)
}
