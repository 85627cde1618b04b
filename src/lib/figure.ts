/**
 * One thing that whoever runs the instance sees at a glance. `value` is short and already in words for people; `about` says what
 * else there is to know, `href` is the page that has it all. The tone says that something is to be done.
 */
export type Figure = {
  label: string
  value: string
  about?: string
  href?: string
  tone?: 'warning' | 'danger'
}
