import { cn } from './cn'

/**
 * For the script of a page with large islands: builds the table in which `cn` looks classes up, in a task of its own. The first island
 * would else wait for it with all that it draws, on a phone a twentieth of a second.
 */
export function prepareClasses(): void {
  cn('flex')
}
