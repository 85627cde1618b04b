import { print, type Command } from '@/lib/server/command'
import { UsageError } from '@/lib/server/command-input'
import { listVariables, readConfig } from '@/lib/server/config'
import { ownCommand } from '@/lib/server/own-command'
import { describeUnit } from '@/lib/server/systemd-unit'

export const systemd: Command = {
  example: 'PUBLIC_URL=https://capsule.example.org capsule systemd --credentials smtp_url,auth_secret',
  options: {
    credentials: {
      type: 'string',
      value: 'NAMES',
      about: 'secrets that lie in /etc/capsule, each in a file of its name, such as smtp_url',
    },
  },
  run: ({ identity, env }, input) => {
    readConfig(identity, env)
    const secrets = listVariables(identity).flatMap(({ name, file }) => (file ? [name] : []))
    const credentials = (input.option('credentials') ?? '').toUpperCase().split(',').filter(Boolean)
    const unknown = credentials.find((name) => !secrets.includes(name))
    if (unknown !== undefined)
      throw new UsageError(
        `systemd --credentials knows no ${unknown.toLowerCase()}, only ${secrets.join(', ').toLowerCase()}`,
      )
    return print(describeUnit({ identity, program: ownCommand(), env, credentials }))
  },
}
