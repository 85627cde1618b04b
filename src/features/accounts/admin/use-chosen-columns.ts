import { shallowRef } from 'vue'

const KEY = 'capsule.account-columns'

/** Which columns of the grid are shown, by their ids; those that nobody chose about are. Kept in this browser. */
type ChosenColumns = Record<string, boolean>

/** `recall` reads what was chosen before: a browser's first look into its storage takes a while, so it is a task of its own. */
export function useChosenColumns() {
  const visibility = shallowRef<ChosenColumns>({})

  function recall() {
    visibility.value = read()
  }

  function choose(chosen: ChosenColumns) {
    visibility.value = chosen
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen))
    } catch {
      // A browser that keeps nothing shows them until the page is left.
    }
  }

  return { visibility, recall, choose }
}

function read(): ChosenColumns {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const pairs = Object.entries(typeof kept === 'object' && kept !== null ? kept : {})
    return Object.fromEntries(pairs.filter((pair): pair is [string, boolean] => typeof pair[1] === 'boolean'))
  } catch {
    return {}
  }
}
