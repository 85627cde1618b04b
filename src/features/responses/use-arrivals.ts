import { useDocumentVisibility, useOnline, useTimeoutFn } from '@vueuse/core'
import { computed, onMounted, ref, watch } from 'vue'
import { callApi } from '@/lib/api'
import { nextWait, pace, type Look } from './arrival-pace'
import { Arrivals } from './responses.schema'

/**
 * Learns of what has come since `newest`: asked for while the page is seen and the network is there, and at once when either
 * comes back (docs/decisions/030-the-inbox.md).
 */
export function useArrivals(formId: string, opening: string | null) {
  const arrived = ref(0)
  let newest = opening
  let latestSeen = opening
  let wait: number | null = pace.least

  async function look(): Promise<Look> {
    const after = newest ? `?after=${newest}` : ''
    const result = await callApi(`/api/forms/${formId}/arrivals${after}`, { schema: Arrivals })
    if (!result.ok) return [401, 403, 404].includes(result.status) ? 'over' : 'failed'
    const hasCome = result.data.newest !== latestSeen
    arrived.value = result.data.count
    latestSeen = result.data.newest
    return hasCome ? 'some' : 'none'
  }

  const visibility = useDocumentVisibility()
  const isOnline = useOnline()
  const isAwake = computed(() => visibility.value === 'visible' && isOnline.value)
  const { start, stop } = useTimeoutFn(lookAndWait, () => wait ?? 0, { immediate: false })

  async function lookAndWait() {
    if (wait === null) return
    wait = nextWait(wait, await look())
    if (wait !== null && isAwake.value) start()
  }

  onMounted(() => isAwake.value && start())
  watch(isAwake, (awake) => {
    stop()
    if (!awake || wait === null) return
    wait = pace.least
    void lookAndWait()
  })

  /** What has come is shown now: it is counted no more. */
  function settle() {
    arrived.value = 0
    newest = latestSeen
  }

  return { arrived, settle }
}
