import { diary } from './diary.demo'
import { trials, recipes } from './bread.demo'
import { meetings } from './meetings.demo'
import { dayOf, row, some, type Series } from './series.demo'

const crew = [
  'Ada',
  'Tomasz',
  'Mehmet',
  'Léa',
  'Misaki',
  'Layla',
  'Olena',
  'Kwame',
  'Siobhán',
  'João',
  'Hồng',
]

const shifts: Series = {
  share: 0.08,
  make: ({ day, chance, number }) => ({
    title: `Shifts ${number}, from ${dayOf(day)}`,
    tags: ['shifts', 'team'],
    ...(chance.is(0.4) && { mark: 'archive' as const }),
    body: [
      'Bake begins at four, shop at six, late at eleven. Swap among yourselves and write it here.',
      [
        row('Day', 'Bake', 'Shop', 'Late'),
        row('---', '---', '---', '---'),
        ...['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].map((name) => {
          const [a, b, c, d] = some(chance, crew, 4)
          return row(name, `${a}, ${b}`, c ?? '', d ?? '')
        }),
      ].join('\n'),
      `${chance.pick(crew)} is away from Wednesday. Nobody has more than five days, and nobody closes and then opens.`,
    ].join('\n\n'),
  }),
}

const machines = [
  [
    'Spiral mixer',
    'hums at the second speed',
    'The belt was loose by a finger’s width. Tightened, and greased where the book says.',
  ],
  [
    'Deck oven',
    'the lower deck is nine degrees too cold',
    'One of three elements is dead. Until the part is here, rolls below and loaves above.',
  ],
  [
    'Grinder',
    'sounds hollow',
    'A pebble in the burrs, with the beans. Taken apart, cleaned, set again at 18 grams.',
  ],
  ['Dishwasher', 'leaves a film', 'The salt was empty and the lamp for it too. Both are new.'],
  [
    'Proofer',
    'is dry',
    'The little wheel of the sprayer was stuck with lime. Vinegar for an hour, then warm water.',
  ],
  [
    'Cold room',
    'ices up behind the fan',
    'The door did not close on its own. A new hinge, and a drawing of how to lift it.',
  ],
  ['Sheeter', 'pulls to the left', 'It stood on three feet. Now on four, with a coin under none of them.'],
  [
    'Espresso machine',
    'takes long to warm',
    'Descaled. It had been due in spring; the next date is on the side of it.',
  ],
] as const

const repairs: Series = {
  share: 0.06,
  make: ({ number, day, chance }) => {
    const [name, fault, mended] = chance.pick(machines)
    return {
      title: `Machines ${number}: ${name.toLowerCase()} ${fault}`,
      tags: ['machines', 'how-to'],
      body: [
        `Noticed on ${dayOf(day)} by ${chance.pick(crew)}. ${mended}`,
        `- [x] Switched off and labelled\n- [x] Looked at, ${chance.between(20, 95)} minutes\n- [${chance.is(0.7) ? 'x' : ' '}] Written into the log on the wall\n- [ ] Looked at again in a month`,
        `It cost ${chance.between(0, 240)} in parts. ${chance.pick(['The technician was friendly and quick.', 'We did it ourselves.', 'The handbook has it on page 41, in small print.'])}`,
      ].join('\n\n'),
    }
  },
}

const suppliers = [
  'the mill at the weir',
  'the dairy on the ring road',
  'the paper works',
  'the importers’ co-op',
  'the orchard on the hill',
  'the salt merchant',
]

const visits: Series = {
  share: 0.06,
  make: ({ number, day, chance }) => {
    const who = chance.pick(suppliers)
    return {
      title: `Supplier call ${number}: ${who}`,
      tags: ['suppliers'],
      body: [
        `Spoke with them on ${dayOf(day)}. ${chance.pick(['They were short of people and honest about it.', 'A new face, who wrote everything down.', 'They asked how the last delivery had been before we could.'])}`,
        [
          row('What', 'Now', 'From next month'),
          row('---', '---:', '---:'),
          ...some(
            chance,
            ['Wheat 550', 'Rye 1150', 'Spelt', 'Butter', 'Cream', 'Bags, middle', 'Sea salt'],
            3,
          ).map((name) => {
            const price = chance.between(80, 890) / 100
            return row(name, price.toFixed(2), (price * (1 + chance.between(0, 9) / 100)).toFixed(2))
          }),
        ].join('\n'),
        `${chance.pick(['We stay with them.', 'We asked for a second offer elsewhere, and told them.', 'Payment within 14 days instead of 30 gets us two per cent.'])} The whole list: [[Suppliers and when to order]].`,
      ].join('\n\n'),
    }
  },
}

const thoughts = [
  [
    'Before the talk about wages',
    'What I want to say, in order: thank you, the number, the date. Then be quiet and listen.\n\n- What did we promise last year?\n- What can we promise without the summer?',
  ],
  [
    'Why I was short with everybody on Friday',
    'Not enough sleep, and the wrong order of things: I answered letters before the dough. Dough first.',
  ],
  ['Presents', '- Tomasz: the good knife roll\n- Léa: a Saturday\n- Greta: something that is not bread'],
  [
    'A second shop?',
    'Every time somebody asks, I say no faster than I think. So, on paper.\n\n**For:** the station, the rent there, three people who could lead it.\n\n**Against:** that I would be in neither.',
  ],
  [
    'Sentences for the interview',
    '“What would you do if the oven failed at five?” There is no right answer, but there are calm ones.',
  ],
  [
    'Books to read when the shop is closed',
    '- [ ] The one about rye that Misaki lent me\n- [x] The thin one on prices\n- [ ] Anything without an oven in it',
  ],
] as const

const privately: Series = {
  share: 0.04,
  make: ({ number, chance }) => {
    const [title, body] = thoughts[(number - 1) % thoughts.length] ?? thoughts[0]
    const again =
      number > thoughts.length
        ? `, ${chance.pick(['again', 'once more', 'a year on', 'second try'])} (${number})`
        : ''
    return { title: `${title}${again}`, visibility: 'private', body }
  },
}

export const shopSeries: readonly Series[] = [
  meetings,
  trials,
  recipes,
  diary,
  shifts,
  repairs,
  visits,
  privately,
]
