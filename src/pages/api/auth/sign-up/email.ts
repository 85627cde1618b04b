import { SignUpCall } from '@/features/accounts/sign-up/sign-up.schema'
import { signUp } from '@/features/accounts/sign-up/sign-up.server'
import { authEndpoint } from '@/lib/server/http'

/** An address that has an account is answered the same, by an id that leads nowhere. Nobody is signed in by this. */
export const POST = authEndpoint({ access: 'public', body: SignUpCall }, async ({ body, context }) => {
  const now = new Date()
  const id = await signUp(body, context.locals.clientAddress(), now)
  const { name, email } = body
  const person = { id, name, email, emailVerified: false, image: null, createdAt: now, updatedAt: now }
  const standing = { role: 'user', banned: false, banReason: null, banExpires: null, twoFactorEnabled: false }
  return { token: null, user: { ...person, ...standing } }
})
