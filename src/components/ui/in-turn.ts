import { defineAsyncComponent, onMounted, type Component, type HydrationStrategy } from 'vue'
import { cn } from '@/lib/cn'
import { takeTurn } from '@/lib/take-turn'

let isWarm = false

/** The first names of classes that are joined cost the reading of all rules: before the first part, in a turn of its own. */
const hydrate: HydrationStrategy = (wake) => {
  if (!isWarm) void takeTurn().then(() => cn('block'))
  isWarm = true
  void takeTurn().then(wake)
}

/**
 * A component that wakes in a task of its own after the island it stands in, each in its order, so that a press or a key finds
 * room between. Until it has, its props must stay what they were: Vue would make its part of the page anew, and what was typed
 * into it would be lost.
 */
export function inTurn<C extends Component>(component: C): C {
  return loadedInTurn(async () => component)
}

/** The same of a component that `load` fetches: what it imports is evaluated in tasks of its own, before its turn. */
export function loadedInTurn<C extends Component>(load: () => Promise<C>): C {
  return defineAsyncComponent<C>({ loader: load, hydrate })
}

/** Resolves once the parts of the island that calls it in its setup are awake: they ask for their turns as soon as it is mounted. */
export function whenAwake(): Promise<void> {
  return new Promise((resolve) => {
    onMounted(() => void takeTurn().then(takeTurn).then(resolve))
  })
}
