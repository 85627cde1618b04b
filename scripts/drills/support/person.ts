import { z } from 'zod'
import { Client } from '../../../e2e/support/client'

/** The admin that every drill's first start makes. */
export const admin = { email: 'ada@example.org', password: 'a long sentence for a drill' }

export const adminEnv = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }

const Created = z.object({ data: z.object({ id: z.string() }) })

/** The admin, signed in. */
export async function signIn(url: string): Promise<Client> {
  const client = new Client(url)
  const { status, text } = await client.post('/api/auth/sign-in/email', admin)
  if (status !== 200) throw new Error(`Signing in was answered ${status}: ${text}`)
  return client
}

/** Writes a note and returns its id, or null when it was not answered with 201. */
export async function writeNote(client: Client, title: string, tags: string[] = []): Promise<string | null> {
  const { status, json } = await client.post('/api/notes', {
    title,
    body: title,
    tags,
    visibility: 'workspace',
  })
  return status === 201 ? Created.parse(json).data.id : null
}
