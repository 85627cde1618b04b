import { findPublicForm } from './public-form.server'

/** The origins that may show the form at `/f/...` in a frame; null for every other address. */
export function framedBy(pathname: string): readonly string[] | null {
  const [, slug] = /^\/f\/([^/]+)/.exec(pathname) ?? []
  return slug === undefined ? null : (findPublicForm(slug)?.settings.embedOrigins ?? null)
}
