import type { RowSelectionState } from '@tanstack/vue-table'
import { computed, ref } from 'vue'

export type Selection = ReturnType<typeof useSelection>

/** Which responses are selected, by id; only what is selected has an entry. */
export function useSelection(shown: () => readonly { id: string }[]) {
  const marks = ref<RowSelectionState>({})
  const ids = computed(() => Object.keys(marks.value).filter((id) => marks.value[id]))

  function clear() {
    if (ids.value.length > 0) marks.value = {}
  }

  function selectAll(isSelected: boolean) {
    marks.value = isSelected ? Object.fromEntries(shown().map(({ id }) => [id, true as const])) : {}
  }

  function toggle(id: string | undefined) {
    if (id === undefined) return
    const { [id]: isSelected, ...others } = marks.value
    marks.value = isSelected ? others : { ...others, [id]: true }
  }

  return { marks, ids, clear, selectAll, toggle }
}
