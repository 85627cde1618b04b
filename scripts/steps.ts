import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'

export type Count = { passed: number; failed: number }

/** A check: its name, how it is done, and the name of the step without whose success it cannot be done. */
export type Step = { name: string; needs?: string; run: () => Promise<Count> }

const passed: Count = { passed: 1, failed: 0 }
const failed: Count = { passed: 0, failed: 1 }

/** How long one command may take, in milliseconds, before it counts as failed. */
const patience = 65 * 60_000

/** What Vitest's JSON reporter writes, as far as it is counted. */
const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** Runs all steps in order, one failing or not, and adds them up. A step that could not be run has failed. */
export async function runSteps(steps: Step[]): Promise<Count> {
  const total: Count = { passed: 0, failed: 0 }
  const broken = new Set<string>()
  for (const step of steps) {
    console.log(`\n== ${step.name}`)
    const start = performance.now()
    const count = step.needs && broken.has(step.needs) ? skip(step.needs) : await settle(step)
    if (count.failed > 0) broken.add(step.name)
    total.passed += count.passed
    total.failed += count.failed
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`== ${step.name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`)
  }
  return total
}

/** A step that is done by one command, and counts one. */
export async function runCommand(command: string[], cwd = '.'): Promise<Count> {
  return (await exitCode(command, cwd)) === 0 ? passed : failed
}

/**
 * A step that is done by Vitest, which counts its tests. A file that could not be read, a run without a test and a
 * runner that ended badly although no test failed count as one failure each.
 */
export async function runVitest(
  name: string,
  args: string[] = [],
  cwd = '.',
  env: Record<string, string> = {},
): Promise<Count> {
  const file = resolve('test-results', `${name}.json`)
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const command = bunx('vitest', 'run', '--pool', 'threads', ...args, ...reporters)
  const code = await exitCode(command, cwd, env)
  if (!existsSync(file)) {
    console.log(`Vitest ended with ${code} and left no report.`)
    return failed
  }
  return countReport(Report.parse(await Bun.file(file).json()), code)
}

/** The types of `.astro` files, with what Astro generates for them brought up to date first. */
export async function checkAstro(cwd = '.'): Promise<Count> {
  const synced = await runCommand(bunx('astro', 'sync'), cwd)
  return synced.failed > 0 ? synced : runCommand([process.execPath, 'scripts/check-astro.ts'], cwd)
}

/** A tool of `node_modules` as a command that runs on Bun. */
export function bunx(tool: string, ...args: string[]): string[] {
  return [process.execPath, '--bun', 'run', tool, ...args]
}

export function countReport(report: z.infer<typeof Report>, code: number): Count {
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  const count = { passed: report.numPassedTests, failed: report.numFailedTests + unread.length }
  const isFaulty = count.passed + count.failed === 0 || (code !== 0 && count.failed === 0)
  return isFaulty ? { ...count, failed: count.failed + 1 } : count
}

async function settle(step: Step): Promise<Count> {
  try {
    return await step.run()
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return failed
  }
}

function skip(needed: string): Count {
  console.log(`Not run, because this failed: ${needed}`)
  return failed
}

async function exitCode(command: string[], cwd: string, env: Record<string, string> = {}): Promise<number> {
  const child = Bun.spawn(command, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: patience,
  })
  const code = await child.exited
  if (child.signalCode) console.log(`Ended by ${child.signalCode}.`)
  return code
}
