import { checkMail } from '@/features/mails/mail-check.server'
import { grades, worstOf, type Finding } from '@/lib/finding'
import { print, type Command, type Program } from '@/lib/server/command'
import { UsageError, type Input } from '@/lib/server/command-input'
import { readConfig, type Config } from '@/lib/server/config'
import { examine } from '@/lib/server/doctor/examine'
import { findOrigins } from '@/lib/server/doctor/environment-checks'
import { OperatorError } from '@/lib/server/errors'
import { isPlainAddress } from '@/features/mails/mail-transport.server'
import { followLinks } from '@/lib/server/start'

export const doctor: Command = {
  example: 'capsule doctor --send ada@example.org',
  options: {
    json: { type: 'boolean', about: 'as JSON' },
    send: { type: 'string', value: 'ADDRESS', about: 'has a test message sent there as well' },
  },
  run: async (program, input) => {
    const send = input.option('send')
    if (send !== undefined && !isPlainAddress(send))
      throw new UsageError(`doctor --send takes an address, not ${JSON.stringify(send)}`)
    const findings = await findAll(program, send)
    say(findings, input)
    return grades.indexOf(worstOf(findings))
  },
}

async function findAll({ identity, env, embedded }: Program, send: string | undefined): Promise<Finding[]> {
  const config = attempt('environment', () => readConfig(identity, env))
  if ('grade' in config) return [config]
  const path = attempt('database', () => followLinks(config.DATABASE_PATH))
  if (typeof path !== 'string') return [checkFirstAdmin(config), path]
  const examined = { identity, config, path, migrations: embedded.migrations, now: new Date() }
  const { findings, facts } = await examine(examined)
  const [origin = ''] = findOrigins(examined, facts)
  const name = facts?.settings.get('name') ?? identity.name
  const mail = await checkMail({ identity, config, name, address: { origins: [origin], open: false } }, send)
  return [checkFirstAdmin(config), ...findings, mail]
}

/** What cannot be read at all is a finding, after which there is nothing more to look at. */
function attempt<T>(name: string, work: () => T): T | Finding {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { name, grade: 'bad', says: error.message }
  }
}

function checkFirstAdmin({ adminProblems }: Config): Finding {
  const name = 'environment'
  if (!adminProblems) return { name, grade: 'good', says: 'Every variable can be used.' }
  return { name, grade: 'warning', says: `Without an admin the start is refused: ${adminProblems.join(' ')}` }
}

function say(findings: Finding[], input: Input): void {
  if (input.flag('json')) {
    print(JSON.stringify({ worst: worstOf(findings), findings }, null, 2))
    return
  }
  for (const { name, grade, says, mend } of findings) {
    print(`${grade.padEnd(9)}${name.padEnd(16)}${says}`)
    if (mend !== undefined && grade !== 'good') print(`${' '.repeat(25)}${mend}`)
  }
  const count = (grade: Finding['grade']) => findings.filter((finding) => finding.grade === grade).length
  print(`\n${count('good')} good, ${count('warning')} to look at, ${count('bad')} bad.`)
}
