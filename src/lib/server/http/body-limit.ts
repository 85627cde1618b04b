import * as words from '@/lib/words/requests'
import { AppError } from '../errors'
import { instance } from '../instance'

/** The most bytes that the body of a request to this route may have: MAX_BODY_BYTES, unless a feature says more of it. */
export function bodyLimit(routePattern: string): number {
  const { config, features } = instance()
  for (const { bodies } of features) {
    const more = bodies?.[routePattern]
    if (more !== undefined) return Math.max(more, config.MAX_BODY_BYTES)
  }
  return config.MAX_BODY_BYTES
}

/** What no route takes more than. */
export function largestBody(): number {
  const { config, features } = instance()
  return Math.max(config.MAX_BODY_BYTES, ...features.flatMap(({ bodies }) => Object.values(bodies ?? {})))
}

export function tooLarge(limit: number): AppError {
  return new AppError('too_large', words.largerThan(limit))
}
