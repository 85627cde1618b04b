import type { AuthHooks } from '@/lib/feature'

/** The rules of accounts on what Better Auth answers itself. */
export const authHooks: AuthHooks = {}
