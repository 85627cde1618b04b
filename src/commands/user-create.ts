import { createAccount } from '@/features/accounts/admin/admin-create.server'
import { getAccount } from '@/features/accounts/admin/admin-list.server'
import { findTyped, readNewAccount } from '@/features/accounts/admin/admin-words.server'
import { withInstance } from '@/lib/server/beside'
import { print, type SubCommand } from '@/lib/server/command'
import { OperatorError } from '@/lib/server/errors'
import { readSecretFromStdin } from '@/lib/server/stdin'

export const create: SubCommand = {
  summary: 'makes an account, with the password from standard input or by a link to choose one',
  example: 'capsule user create --email ada@example.org --name "Ada Lovelace" --admin < password.txt',
  options: {
    email: { type: 'string', value: 'ADDRESS', about: 'the address to sign in with', needed: true },
    name: { type: 'string', value: 'NAME', about: 'the name of the person', needed: true },
    admin: { type: 'boolean', about: 'lets it administer the instance' },
    link: { type: 'boolean', about: 'reads no password and prints a link to choose one' },
  },
  run: (program, input) =>
    withInstance(program, async () => {
      const email = input.needed('email')
      const role = input.flag('admin') ? 'admin' : 'user'
      const known = findTyped(email)
      if (known) return sayKnown(known.id, email, role)
      const words = { email, name: input.needed('name'), role }
      readNewAccount(words)
      const password = input.flag('link') ? null : await readSecretFromStdin('Password (none for a link)')
      const made = await createAccount(
        'operator',
        readNewAccount({ ...words, password: password ?? undefined }),
      )
      const what = role === 'admin' ? 'an admin’s account' : 'an account'
      if (made.link === null) return print(`${email} has ${what} now.`)
      return print(
        `${email} has ${what} now. The link to choose a password, good once and for 7 days: ${made.link}`,
      )
    }),
}

async function sayKnown(id: string, email: string, role: 'admin' | 'user'): Promise<number> {
  const { isAdmin } = await getAccount('operator', id)
  if (role === 'admin' && !isAdmin)
    throw new OperatorError(`${email} has an account that is no admin’s. Run user promote ${email}.`)
  return print(`${email} has an account already. Nothing was changed.`)
}
