import type { APIRoute } from 'astro'
import { TotpBody } from '@/features/accounts/factors/two-factor.schema'
import { confirmTwoFactor } from '@/features/accounts/factors/two-factor.server'
import { authEndpoint } from '@/lib/server/http'
import { answerAuth } from '@/lib/server/http/auth-door'

const confirm = authEndpoint({ access: 'signed-in', body: TotpBody }, async ({ actor, body }) => {
  await confirmTwoFactor(actor, body.code)
  const { accountId: id, name, email, picture: image } = actor
  return { token: null, user: { id, name, email, image, twoFactorEnabled: true } }
})

const signIn = authEndpoint({ access: 'public' }, ({ context }) => answerAuth(context))

/** One address, two deeds: whoever is signed in turns two-factor on, everybody else takes the second step of signing in. */
export const POST: APIRoute = (context) => (context.locals.actor ? confirm : signIn)(context)
