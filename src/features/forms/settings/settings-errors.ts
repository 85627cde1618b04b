import type { FormState } from '@/lib/form-state'

/** The control of each path that a change can be wrong at, where its name differs. */
const controls: Record<string, string> = {
  'settings.notify.how': 'notifyHow',
  'settings.notify.emails': 'notifyEmails',
  'settings.thanks.redirect': 'redirect',
  'settings.thanks': 'redirect',
}

/** What is wrong with the settings that were posted, by the name of the control. */
export function errorsOf({ issues }: FormState): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) {
    const within = path.replace(/^change\./, '').replace(/\.\d+$/, '')
    errors[controls[within] ?? within.replace(/^settings\./, '')] ??= message
  }
  return errors
}
