import { dayOf, row, some, type Series } from './series.demo'

const loaves = [
  { name: 'House loaf', water: 72, starter: 18, bake: '48 min at 235 °C' },
  { name: 'Rye from the tin', water: 84, starter: 35, bake: '70 min, falling from 240 °C' },
  { name: 'Spelt with honey', water: 66, starter: 15, bake: '42 min at 220 °C' },
  { name: 'Seeded batard', water: 76, starter: 20, bake: '45 min at 235 °C' },
  { name: 'Baguette', water: 70, starter: 8, bake: '22 min at 250 °C' },
  { name: 'Potato bread', water: 60, starter: 16, bake: '44 min at 225 °C' },
  { name: 'Ciabatta', water: 82, starter: 10, bake: '24 min at 245 °C' },
  { name: 'Oat porridge loaf', water: 88, starter: 20, bake: '50 min at 230 °C' },
  { name: 'Walnut and rye', water: 74, starter: 22, bake: '46 min at 230 °C' },
  { name: 'Milk rolls', water: 58, starter: 0, bake: '14 min at 210 °C' },
]

const changes = [
  { what: 'salt held back for half an hour', why: 'to see whether the dough comes together sooner' },
  { what: 'flour of the new harvest', why: 'because the sacks changed and nobody told us' },
  { what: 'a night at 5 °C instead of 8', why: 'so that the early shift can begin with shaping' },
  { what: 'two folds instead of four', why: 'to save twenty minutes at the table' },
  { what: 'a tenth of old bread, soaked', why: 'as the grandmothers of three of us did it' },
  { what: 'four degrees less in the water', why: 'since the room was at 29 °C by six' },
  { what: 'a stiffer starter', why: 'for more bite and less sourness' },
  { what: 'steam for ten minutes, not twelve', why: 'because the crust was leathery' },
  { what: 'seeds toasted first', why: 'they were soft and said nothing' },
  { what: 'scaled at 920 g for 800 g baked', why: 'as two loaves in ten were too light' },
]

const verdicts = [
  'Opened well, sang when it came out. The crumb is even and a little damp; an hour of rest cures that. We keep it.',
  'Flat. It was ready before the oven was. Not the idea’s fault: tried again with the same change and a shorter rest.',
  'No difference that anybody could name with closed eyes. Then the simpler way wins, and that is the old one.',
  'Better on the second day than on the first, which is rare. For the shelf at the weekend it is exactly right.',
  'Sour, in a way that Layla likes and nobody else does. Back to what we had.',
  'The crust is thin and breaks like glass. The customers on Saturday asked what we had done. So did we.',
  'Good, but it needs a hand more at the table at the one hour when there is none. Again in January.',
  'The best that we had this month. Written into the recipe, with the date.',
]

const sights = [
  'smelled of apples at the second fold',
  'blistered early',
  'tore at the side instead of the cut',
  'took on colour faster on the left',
  'was slack at shaping and strong in the basket',
  'stuck to two of the baskets',
  'rose by a third in the oven',
]

/** What was tried with a bread, and what came of it. */
export const trials: Series = {
  share: 0.22,
  make: ({ number, day, chance, before }) => {
    const loaf = chance.pick(loaves)
    const change = chance.pick(changes)
    const [seen, also] = some(chance, sights, 2)
    const water = loaf.water + chance.between(-2, 3)
    return {
      title: `Trial ${number}: ${loaf.name.toLowerCase()}, ${change.what}`,
      tags: ['bread', 'trial'],
      body: [
        `${dayOf(day)}. We tried ${change.what}, ${change.why}. Six pieces as always and six the new way, in the same oven.`,
        [
          row('', 'As always', 'Tried'),
          row('---', '---:', '---:'),
          row('Water', `${loaf.water} %`, `${water} %`),
          row('Starter', `${loaf.starter} %`, `${loaf.starter} %`),
          row('Dough', '24.5 °C', `${chance.between(230, 268) / 10} °C`),
          row('Bulk', '3 h 10', `${chance.between(2, 4)} h ${chance.pick(['05', '20', '35', '50'])}`),
          row('Weight, baked', '800 g', `${chance.between(788, 826)} g`),
          row('Bake', loaf.bake, 'the same'),
        ].join('\n'),
        `It ${seen}, and ${also}.`,
        `**Verdict.** ${chance.pick(verdicts)}`,
        before === null
          ? 'How trials are written: [[How we keep notes here]].'
          : `The one before: [[${before}]].`,
      ].join('\n\n'),
    }
  },
}

const cards = [
  [
    'Cardamom buns',
    'wheat, milk, egg',
    'Knead until the dough lets go of the bowl by itself. Roll thin, fold in three, cut, twist, tuck the end under.',
  ],
  [
    'Simit',
    'wheat, sesame',
    'Twist two strands into a ring, dip into the molasses water, then into the sesame, and bake hot: colour is the taste.',
  ],
  [
    'Madeleines au miel',
    'wheat, milk, egg',
    'The batter rests overnight and goes cold into hot tins. The bump comes from the shock, not from the powder.',
  ],
  [
    'Pão de queijo',
    'milk, egg',
    'Scald the tapioca with milk and oil, let it cool until a finger can stay in it, then the eggs one by one, then the cheese.',
  ],
  [
    'Pampushky with garlic',
    'wheat, milk',
    'Set the balls close together so that they grow into each other. The garlic oil goes on while they still hiss.',
  ],
  [
    'Melon pan',
    'wheat, milk, egg',
    'The biscuit lies over the bun like a cap and must not reach below it. Score it with the back of the knife.',
  ],
  [
    'Ma’amoul',
    'wheat, milk, nuts',
    'Semolina and butter rub together in the evening and meet the rose water in the morning. Press firmly, tap once.',
  ],
  [
    'Soda bread',
    'wheat, milk',
    'Everything dry, then the buttermilk, then quickly. A deep cross, so that the middle bakes as well as the edge.',
  ],
  [
    'Obwarzanek',
    'wheat',
    'Boil for a minute, no longer, with malt in the water. They should float when they are turned.',
  ],
  [
    'Ginger cake for the winter',
    'wheat, egg',
    'Treacle and butter warm together, never hot. It is better on the third day, so bake it on Wednesday for the weekend.',
  ],
  [
    'Nutmeg doughnuts',
    'wheat, milk, egg',
    'Proof until they tremble. The fat has 175 °C and gets it back between two batches.',
  ],
  [
    'Apple slices from the tray',
    'wheat, milk, egg',
    'Apples that fall apart below, apples that hold above. Crumble cold, from the fridge.',
  ],
] as const

/** A recipe as it hangs at the table. */
export const recipes: Series = {
  share: 0.1,
  make: ({ number, chance }) => {
    const [name, allergens, way] = cards[(number - 1) % cards.length] ?? cards[0]
    const pieces = chance.pick([24, 36, 40, 48, 60])
    const flour = chance.between(16, 30) * 100
    return {
      title:
        number <= cards.length ? name : `${name}, for ${pieces} and ${weekdays[number % weekdays.length]}`,
      tags: ['recipe', 'bread'],
      body: [
        `For ${pieces} pieces. Contains **${allergens}**.`,
        [
          row('What', 'How much'),
          row('---', '---:'),
          row('Flour', `${flour.toLocaleString('en')} g`),
          row('Liquid', `${Math.round(flour * 0.56).toLocaleString('en')} g`),
          row('Fat', `${Math.round(flour * 0.14).toLocaleString('en')} g`),
          row('Sugar or honey', `${Math.round(flour * 0.11).toLocaleString('en')} g`),
          row('Salt', `${Math.round(flour * 0.018)} g`),
        ].join('\n'),
        way,
        '1. Weigh everything before the mixer runs.\n2. Write the temperature of the dough on the board.\n3. One piece of every batch is broken open and tasted.',
        'Where the ingredients come from stands in [[Suppliers and when to order]].',
      ].join('\n\n'),
    }
  },
}

const weekdays = ['Mondays', 'the market', 'Fridays', 'the café at the station', 'the holidays']
