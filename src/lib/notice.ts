/** Something about the instance that whoever runs it must know, on each of their pages until it is mended. */
export type Notice = {
  tone: 'warning' | 'danger'
  /** One or two sentences: what happened, and what to do. */
  text: string
  /** The page where it can be mended, a path within the instance, and what the link is called. */
  href?: string
  action?: string
}
