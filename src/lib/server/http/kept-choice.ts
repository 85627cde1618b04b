import { AppearanceChoice, keepChoice } from '../appearance'

/** The headers of an answer by which a browser keeps what was chosen of how the app looks; null where nothing was. */
export function keptChoice(fields: URLSearchParams): Headers | null {
  const choice = AppearanceChoice.safeParse(Object.fromEntries(fields))
  return choice.success ? new Headers({ 'Set-Cookie': keepChoice(choice.data) }) : null
}
