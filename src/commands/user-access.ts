import { disableTwoFactorOf, makeResetLink, setPassword } from '@/features/accounts/admin/admin-access.server'
import { getTyped } from '@/features/accounts/admin/admin-words.server'
import { withInstance } from '@/lib/server/beside'
import { print, type SubCommand } from '@/lib/server/command'
import { OperatorError } from '@/lib/server/errors'
import { readSecretFromStdin } from '@/lib/server/stdin'

const address = { name: 'ADDRESS', about: 'the address of the account' }

export const resetPassword: SubCommand = {
  summary:
    'sets the password from standard input, or prints a link to choose one (--link); ends every session',
  example: 'capsule user reset-password ada@example.org < password.txt',
  arguments: [address],
  options: { link: { type: 'boolean', about: 'reads no password and prints the link' } },
  run: (program, input) =>
    withInstance(program, async () => {
      const { id, email } = getTyped(input.needed('ADDRESS'))
      const password = input.flag('link') ? null : await readSecretFromStdin('New password (none for a link)')
      if (password === null && !input.flag('link') && !process.stdin.isTTY)
        throw new OperatorError(
          'there is no password on standard input. For a link to choose one, say --link.',
          {
            exitCode: 2,
          },
        )
      if (password !== null) {
        await setPassword('operator', id, password)
        return print(`${email} has the new password, and every session was ended.`)
      }
      const link = await makeResetLink('operator', id)
      return print(
        `Every session of ${email} was ended. The link to choose a password, good once and for 24 hours: ${link}`,
      )
    }),
}

export const disableTwoFactor: SubCommand = {
  summary: 'turns two-factor off for somebody who lost the device and the codes; ends every session',
  example: 'capsule user disable-2fa ada@example.org',
  arguments: [address],
  run: (program, input) =>
    withInstance(program, async () => {
      const { id, email } = getTyped(input.needed('ADDRESS'))
      const had = await disableTwoFactorOf('operator', id)
      return print(
        had
          ? `${email} signs in without a second factor now, and every session was ended.`
          : `${email} has no second factor. Nothing was changed.`,
      )
    }),
}
