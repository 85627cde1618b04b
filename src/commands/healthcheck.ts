import { askReadiness } from '@/lib/server/ask-readiness'
import { print, type Command } from '@/lib/server/command'
import { readConfig } from '@/lib/server/config'
import { OperatorError } from '@/lib/server/errors'

export const healthcheck: Command = {
  example: 'PORT=8080 capsule healthcheck',
  run: async ({ identity, env }) => {
    const config = readConfig(identity, env)
    if (config.PORT === 0)
      throw new OperatorError('PORT is 0, so nobody knows where the server listens. Set it.')
    const { isReady, origin, reasons } = await askReadiness(config)
    if (isReady) return print(`${origin} is ready.`)
    const state = isReady === null ? 'does not answer' : 'is not ready'
    throw new OperatorError(`${origin} ${state}: ${reasons.join(' ')}`)
  },
}
