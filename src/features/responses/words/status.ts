export const statuses = { new: 'New', in_work: 'In work', done: 'Done', spam: 'Spam' } as const
export const all = 'All'
export const quarantine = 'Quarantine'
export const inQuarantine = 'In quarantine'
export const reasons: Record<string, string> = {
  honeypot: 'A field that people do not see was filled in.',
  no_token: 'It did not come from the form’s own page.',
  too_fast: 'It was filled in faster than anybody reads.',
  same_content: 'The same was sent before.',
}
export const looksLikeSpam = 'It looks like spam.'
