/** What a drill is given: how many times to do it, and where it may say how far it is. */
export type DrillRun = { count: number; say: (line: string) => void }

/** What came of it: the numbers, whatever they are, and what was wrong. Nothing wrong is a pass. */
export type Outcome = { figures: string; faults: string[] }

/**
 * Something that is long, or heavy, or needs root: done in full by hand, and in short by the end-to-end tests, which judge
 * what is right or wrong in it and no time. One file each, `scripts/drills/NAME.drill.ts`, that exports it as `drill`.
 */
export type Drill = {
  name: string
  /** One line of what it shows. */
  summary: string
  /** How many times it is done: by hand, and in the tests, where 0 leaves it out. */
  count: { full: number; short: number }
  /** Why it cannot be done on this machine, or null. */
  obstacle?: () => string | null
  run: (run: DrillRun) => Promise<Outcome>
}

export const needsRoot = (): string | null => (process.getuid?.() === 0 ? null : 'it needs root')
