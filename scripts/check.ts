import { checkReached, notingReached } from './reached'
import { bunx, checkAstro, runCommand, runSteps, runVitest, type Count, type Step } from './steps'
import { withoutFeature } from './without-feature'

// bun scripts/check.ts [static]: every check, or those that only read the sources. The last line is the count.

const reading: Step[] = [
  { name: 'formatting', run: () => runCommand(bunx('prettier', '--check', '--log-level', 'warn', '.')) },
  { name: 'lint', run: () => runCommand(bunx('oxlint', '--deny-warnings')) },
  { name: 'types of .astro', run: checkAstro },
  { name: 'types of .vue and .ts', run: () => runCommand(bunx('vue-tsc', '--noEmit')) },
]

const running: Step[] = [
  { name: 'unit and component tests', run: () => runVitest('unit', [], '.', notingReached()) },
  { name: 'what the unit tests reached', needs: 'unit and component tests', run: checkReached },
  {
    name: 'tests that look at the time',
    run: () => runVitest('alone', ['--config', 'vitest.alone.config.ts']),
  },
  { name: 'build', run: () => runCommand([process.execPath, 'build.ts']) },
  { name: 'the bundle answers as the binary does', needs: 'build', run: compareVersions },
  { name: 'a copy without notes', run: () => withoutFeature('notes') },
  { name: 'end to end', needs: 'build', run: () => runVitest('e2e', ['--config', 'e2e/vitest.config.ts']) },
]

const steps = process.argv[2] === 'static' ? reading : [...reading, ...running]
const { passed, failed } = await runSteps(steps)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

async function compareVersions(): Promise<Count> {
  const [bundle, binary] = [
    Bun.spawnSync([process.execPath, 'dist/server/entry.mjs', 'version']),
    Bun.spawnSync(['dist/capsule', 'version']),
  ].map(({ exitCode, stdout }) => `${exitCode}: ${stdout.toString().trim()}`)
  const isRight = bundle === binary && bundle?.startsWith('0: ') === true
  console.log(isRight ? bundle : `The bundle said "${bundle}", the binary "${binary}".`)
  return { passed: isRight ? 1 : 0, failed: isRight ? 0 : 1 }
}
