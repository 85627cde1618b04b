/** What came back, without following where it leads. */
export type Answer = { status: number; location: string | null; text: string; json: unknown }

/** A browser without a window: it keeps cookies, says which page it comes from, and follows nothing. */
export class Client {
  readonly cookies = new Map<string, string>()

  constructor(readonly url: string) {}

  /** Another browser with the same cookies. */
  clone(): Client {
    const other = new Client(this.url)
    for (const [name, value] of this.cookies) other.cookies.set(name, value)
    return other
  }

  get(path: string): Promise<Answer> {
    return this.#send(path, {})
  }

  /** Posts JSON, as a program does. */
  post(path: string, body: object = {}): Promise<Answer> {
    const headers = { 'content-type': 'application/json' }
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  /** Posts a form, as a page without JavaScript does. */
  submit(path: string, fields: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  /** True while a page of one's own opens. */
  async isSignedIn(): Promise<boolean> {
    return (await this.get('/settings')).status === 200
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers)
    headers.set('origin', this.url)
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    const location = response.headers.get('location')
    return { status: response.status, location, text, json: isJson ? JSON.parse(text) : undefined }
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}
