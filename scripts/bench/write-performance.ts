import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { identity } from '@/app'

// bun scripts/bench/write-performance.ts [--only TITLE [-- ARGUMENTS]]: runs every measurement, one after the other, and writes
// docs/performance.md out of what each of them prints. It takes more than an hour, on a machine that does nothing else. With --only one
// chapter is measured anew, and the others stay; what follows `--` is handed on to it, such as a folder with databases that are made.

type Chapter = { title: string; about: string; command: string[] }

const chapters: Chapter[] = [
  {
    title: 'Beside a server written by hand',
    about:
      'The floor is one `Bun.serve` with prepared statements of `bun:sqlite`: the same schema, rows, PRAGMAs (synchronous FULL), JSON and session check, and no framework. Ratios are medians of rounds in turns. The last column is the ratio of the same pages on the entry of `@astrojs/node`, with the session by Better Auth’s `getSession` and queries that are built on each call.',
    command: ['bench', '--stock'],
  },
  { title: 'By size', about: 'The same questions of larger databases.', command: ['scripts/bench/sizes.ts'] },
  { title: 'The start', about: 'From exec to the first 200.', command: ['scripts/bench/start.ts'] },
  {
    title: 'Memory',
    about: 'Resident memory as the system counts it.',
    command: ['scripts/bench/memory.ts'],
  },
  {
    title: 'Sign-ins',
    about: 'Passwords are argon2id with 19 MiB, two to four at a time by the number of cores.',
    command: ['scripts/bench/sign-ins.ts'],
  },
  {
    title: 'The grid of accounts',
    about: 'A page of 20 out of 100,000, by the service that page and API call.',
    command: ['scripts/bench/accounts.ts'],
  },
]

const path = 'docs/performance.md'
const { values, positionals: handedOn } = parseArgs({
  args: process.argv.slice(2),
  options: { only: { type: 'string' } },
  allowPositionals: true,
})
const { only } = values
if (only !== undefined && !chapters.some(({ title }) => title === only))
  throw new Error(`There is no chapter “${only}”, but ${chapters.map(({ title }) => title).join(', ')}.`)
const before = (await Bun.file(path).exists()) ? await Bun.file(path).text() : ''
const parts: string[] = []
for (const chapter of chapters) {
  const isAsked = only === undefined || chapter.title === only
  const known = chapterIn(before, chapter.title)
  parts.push(isAsked ? await measure(chapter) : known)
}
await Bun.write(path, [head(), ...parts.filter(Boolean)].join('\n\n') + '\n')
Bun.spawnSync([process.execPath, 'x', 'prettier', '--write', path], {
  stdio: ['ignore', 'ignore', 'inherit'],
})

function head(): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Bun ${Bun.version}`
  return [
    '# Performance',
    `What ${identity.name} does in a second, beside what the machine could do at most. This page is written by`,
    '`bun scripts/bench/write-performance.ts`; each chapter names the command that measures it alone. Build first (`bun run build`).',
    'Figures of different machines, and of different days on a shared one, do not compare: ratios within one run do.',
    '`capsule bench` measures your own machine, with the binary alone.',
    '',
    `Measured on ${machine}.`,
  ].join('\n')
}

function chapterIn(text: string, title: string): string {
  const start = text.indexOf(`## ${title}\n`)
  if (start < 0) return ''
  const end = text.indexOf('\n## ', start)
  return text.slice(start, end < 0 ? undefined : end).trim()
}

async function measure({ title, about, command }: Chapter): Promise<string> {
  console.log(`\n== ${title}`)
  const words = command[0]?.endsWith('.ts') ? command : ['run', ...command]
  const child = Bun.spawn([process.execPath, ...words, ...handedOn], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await new Response(child.stdout).text()
  console.log(said)
  const shown = words.join(' ')
  const figures = said.trim().replaceAll(/([^|\n])\n\|/g, '$1\n\n|')
  if ((await child.exited) !== 0 && !said.includes('|')) throw new Error(`bun ${shown} measured nothing.`)
  return [`## ${title}`, about, `\`bun ${shown}\``, figures].join('\n\n')
}
