import type { Chance } from '@/lib/server/demo-chance'

/** A sentence out of parts: each `{name}` is one of the list of that name. */
export function sentenceOf(chance: Chance, shape: string, parts: Record<string, readonly string[]>): string {
  return shape.replaceAll(/\{(\w+)\}/g, (_, name: string) => chance.pick(parts[name] ?? ['']))
}

export const goods = {
  thing: [
    'rye sourdough',
    'country wheat',
    'spelt bread',
    'walnut bread',
    'cinnamon roll',
    'cheesecake',
    'croissant',
    'flat white',
    'filter coffee',
    'focaccia',
    'plum cake',
    'seed roll',
  ],
  well: [
    'is the best in town',
    'stays fresh for days',
    'smells the whole way home',
    'was still warm',
    'is worth the queue',
    'tastes as my grandmother made it',
    'has a crust that one hears',
  ],
  badly: [
    'was sold out at nine',
    'was a bit dark on one side',
    'has become smaller',
    'was dry in the middle',
    'is too dear by now',
    'was not what I had ordered',
  ],
  who: [
    'The young man at the counter',
    'Whoever was at the counter',
    'Your team',
    'The lady with the glasses',
  ],
  kind: ['remembered my order', 'was in a good mood at seven', 'gave my daughter a roll', 'took time for us'],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  event: ['a birthday', 'a wedding', 'our office breakfast', 'a school party', 'a street party'],
  people: ['twelve', 'twenty', 'thirty', 'fifty', 'eighty'],
} as const
