import { ChevronsUpDown, LogOut, Settings } from '@lucide/vue'
import { iconMarkup } from '@/components/ui/icon-markup'
import { initialsOf } from '@/components/ui/initials'
import type { Actor } from '@/lib/actor'
import type { Appearance } from '@/lib/appearance'
import { markup, type Markup } from '@/lib/markup'
import { renderThemes } from './theme-markup'
import * as words from './words/frame'

const personClasses =
  'flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-left folded:px-1'
const avatarClasses =
  'inline-flex size-7 shrink-0 items-center justify-center overflow-hidden rounded-full bg-secondary text-xs font-medium text-secondary-foreground select-none'
const listClasses =
  'fixed top-auto bottom-17 left-3 m-0 w-[min(17rem,calc(100vw-1.5rem))] animate-fade rounded-xl border border-border bg-popover p-1.5 text-popover-foreground shadow-lg'
const itemClasses =
  'flex min-h-10 w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-left text-sm hover:bg-accent aria-[current]:bg-accent md:min-h-9'
const muted = 'size-4 shrink-0 text-muted-foreground'

/** Who is signed in, and what they can do about it: drawn once a page, for the sidebar and for the menu of a small screen. */
export type Account = { person: Markup; choices: Markup; isHere: boolean }

type Place = { pathname: string; search: string }

/** `appearance` is how the app looks in their browser. */
export async function renderAccount(actor: Actor, appearance: Appearance, place: Place): Promise<Account> {
  const isHere = place.pathname === '/settings' || place.pathname.startsWith('/settings/')
  return { person: renderPerson(actor), choices: await renderChoices(appearance, place, isHere), isHere }
}

function renderPerson({ name, email, picture }: Actor): Markup {
  const image = picture
    ? markup`<img src="${picture}" alt="" class="size-full object-cover">`
    : initialsOf(name)
  return markup`<span data-slot="avatar" aria-hidden="true" class="${avatarClasses}">${image}</span><span class="sidebar-word grid min-w-0 flex-1 leading-tight"><span dir="auto" class="truncate text-sm font-medium">${name}</span><span class="truncate text-xs text-muted-foreground">${email}</span></span>`
}

async function renderChoices(
  appearance: Appearance,
  { pathname, search }: Place,
  isHere: boolean,
): Promise<Markup> {
  const themes = await renderThemes(appearance, `${pathname}${search}`)
  return markup`<a href="/settings"${isHere && markup` aria-current="page"`} class="${itemClasses}">${await iconMarkup(Settings, muted)}${words.settings}</a><div class="my-1.5">${themes}</div><form method="post" action="/logout"><button type="submit" class="${itemClasses}">${await iconMarkup(LogOut, muted)}${words.signOut}</button></form>`
}

/** In the sidebar the choices open above the person. The popover attribute opens, closes and handles Escape without a script. */
export async function renderAccountMenu({ person, choices, isHere }: Account): Promise<Markup> {
  return markup`<button type="button" popovertarget="account" class="${personClasses} cursor-pointer hover:bg-accent${isHere && ' bg-accent'}"><span class="sr-only">${words.accountIs}</span>${person}${await iconMarkup(ChevronsUpDown, `${muted} folded:hidden`)}</button><div id="account" popover class="${listClasses}">${choices}</div>`
}

/** In the menu of a small screen they stand open below the person. */
export function renderAccountSection({ person, choices }: Account): Markup {
  return markup`<div class="${personClasses}">${person}</div>${choices}`
}
