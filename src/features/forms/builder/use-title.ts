import { ref, shallowRef } from 'vue'

/** The title as it is typed at the top of the page, for the preview below it; null until somebody types. In the browser alone. */
export const shownTitle = ref<string | null>(null)

/** Settles when the server has, or has refused, the title that was typed last: what is published next begins with it. */
export const titleOnItsWay = shallowRef<Promise<void>>(Promise.resolve())
