import { instance } from '../instance'

/** True for a route where everybody is a visitor: no session is read or set there. */
export function isWithoutSession(routePattern: string): boolean {
  return instance().features.some(({ withoutSession }) => withoutSession?.includes(routePattern))
}
