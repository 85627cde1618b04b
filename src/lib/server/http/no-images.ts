import { endpoint, notFound } from '../http'

/** Stands where Astro would put its image endpoint: images are served as they are. */
export const GET = endpoint({ access: 'public' }, notFound)
