import { endpoint } from '@/lib/server/http'

/** 200 while the process lives: it asks nothing of the database. */
export const GET = endpoint({ access: 'public' }, () => new Response('ok\n'))
