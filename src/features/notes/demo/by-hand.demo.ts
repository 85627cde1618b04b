import type { DemoNote } from './series.demo'

/** Notes of a small bakery that roasts its own coffee, over its last 60 days. */
export const notesByHand: readonly DemoNote[] = [
  {
    age: 363,
    edited: 58,
    title: 'How we keep notes here',
    tags: ['team'],
    mark: 'pin',
    body: `Whatever two of us need to know goes here, not on the back of a delivery slip.

## Three habits

1. **One subject, one note.** If a note needs a second title, it is two notes.
2. **Tag it.** Usually one tag is enough: \`bread\`, \`coffee\`, \`suppliers\`, \`meeting\`.
3. **Archive, do not hoard.** When something is over, archive it. Search still finds it there.

## What does not belong here

Passwords, bank details, and anything about a person that you would not say in front of them.`,
  },
  {
    age: 362,
    edited: 52,
    title: 'Suppliers and when to order',
    tags: ['suppliers'],
    mark: 'pin',
    body: `| What | From | Order by | Comes | Least |
| --- | --- | --- | --- | ---: |
| Wheat flour 550, rye 1150 | The mill at the weir | Tuesday noon | Thursday, before 7 | 200 kg |
| Green coffee, washed | The importers’ co-op | the 1st | within 10 days | 60 kg |
| Butter, milk, cream | Dairy on the ring road | daily by 15:00 | next morning | none |
| Fruit | Market, stand by the fountain | on the day | we fetch it | none |
| Bags and cups | The paper works | when two boxes are left | 4 days | 10 boxes |

The mill needs **two more days** in the week of a bank holiday. The dairy answers the telephone only until three;
after that, write.

~~Eggs come with the dairy.~~ Eggs come from the market now, until the dairy’s hens lay again.`,
  },
  {
    age: 47,
    title: 'Moving the roaster to the back room',
    tags: ['coffee', 'meeting'],
    mark: 'archive',
    body: `Done. What we would want to know the next time:

- The flue needs 15 cm from anything that burns. The inspector measured it.
- The drum must be cold before it is tilted, or the front bearing goes out of line.
- Four people and one hour. We were three, and it took the afternoon.

The receipts are in the blue folder.`,
  },
  {
    age: 44,
    title: 'Flour, water, salt, time: what I took from three books on sourdough',
    tags: ['bread', 'reading'],
    body: `Three books, one winter. They contradict each other less than it seems: most of the quarrels are about words.

## Hydration is a ratio, not a virtue

Every author counts water against flour, as [baker’s percentages](https://en.wikipedia.org/wiki/Baker_percentage). Flour
is always 100, whatever else goes in. A wetter dough opens more, spreads more and forgives less.

| Bread | Water | Salt | Starter |
| --- | ---: | ---: | ---: |
| Our house loaf | 72 % | 2.0 % | 18 % |
| Rye, from the tin | 84 % | 1.8 % | 35 % |
| Rolls | 62 % | 2.0 % | 12 % |

Going from 72 to 76 made a better crumb for two days and a worse one on the third, because our summer flour takes less.
**Weigh, taste, write it down.** The number belongs to a sack, not to a recipe.

## The starter is a population

Yeasts and bacteria live on the same sugar, and they like different temperatures. That is the whole trick:

- about 24 °C and stiff: more acetic, sharper, slower;
- about 28 °C and loose: more lactic, milder, quicker.

> If it floats it is ready, and if it smells of nail varnish it is hungry.

### What went wrong with ours in August

We fed it by the clock while the room was at 30 °C. It had finished two hours before we came. Now we feed it by height:
a rubber band round the jar, and it is time when the dough has doubled.

## Crust is chemistry

Brown is two things at once, [the Maillard reaction](https://en.wikipedia.org/wiki/Maillard_reaction) and
[caramel](https://en.wikipedia.org/wiki/Caramelization). The first needs steam for the first ten minutes, so that the
crust stays soft enough to let the loaf grow; the second needs the steam gone. Open the flap at twelve minutes. Not at
ten, not at fifteen.

## What I would still like to try

1. Holding back the salt for half an hour (autolysis), side by side with our way.
2. A tenth of old bread, soaked, in the rye. Everybody’s grandmother did it.
3. The cold shelf overnight for rolls, so that the early shift can start at five instead of four.

## Sources

The public library has all three, under *baking*. For quick questions the article on
[sourdough](https://en.wikipedia.org/wiki/Sourdough) is better than its reputation.`,
  },
  {
    age: 39,
    title: 'Export the day’s sales from the till',
    tags: ['how-to', 'money'],
    body: `The till writes one file a day. The accountant wants one a month, with the columns that she knows.

1. Menu → *Reports* → *Daily files* → put in the stick that hangs beside the till.
2. Copy the month’s files into one folder.
3. Join them, and keep the first line of the first file only:

\`\`\`sh
cd sales/october
head -n 1 01.csv > month.csv
for day in [0-3][0-9].csv; do
  tail -n +2 "$day" >> month.csv
done
wc -l month.csv   # one line a receipt, and the heading
\`\`\`

4. Compare the sum of \`month.csv\` with the printed month’s report. They differ by the vouchers, and by nothing else.

If the stick is not recognised: take it out, switch the till’s screen off and on, and try again. Do not restart the till
while the shop is open.`,
  },
  {
    age: 34,
    title: 'Opening the shop',
    tags: ['checklist', 'shop'],
    body: `Before the door is unlocked at half past six:

- [ ] Oven log: temperature at the top, middle and bottom
- [ ] First batch on the shelf, with names **and allergens** on the cards
- [ ] Espresso machine: 20 minutes warm, one blind shot, taste the second
- [ ] Grinder set for the day: 18 g in, 36 g out, 27 to 31 seconds
- [ ] Float in the till: 120 in notes and coins, counted by the one who opens
- [ ] Sign out, lights on, radio *quiet*

If something is missing, write it on the board and sell what is there.`,
  },
  {
    age: 31,
    title: 'パン教室の準備',
    tags: ['bread', 'team'],
    body: `来月の日曜日に、近所の方を招いて小さなパン教室を開きます。

## 用意するもの

- 強力粉 六キロ
- 天然酵母 前の晩に二回たねつぎをする
- エプロン 十二人分
- 持ち帰り用の紙袋

## 当日の流れ

1. 九時 集合、手洗い、あいさつ
2. 九時半 生地をこねる
3. 発酵のあいだに、珈琲の飲みくらべ
4. 十二時 焼き上がり

焼きたては熱いので、袋の口は**閉じない**こと。`,
  },
  {
    age: 27,
    title: 'Old price list',
    tags: ['shop'],
    mark: 'trash',
    body: `Replaced by the new one on the first of the month. The printed cards are in the paper bin.

- House loaf, 1 kg: 4.80
- Rye, 750 g: 4.20
- Roll: 0.55
- Filter coffee: 2.40`,
  },
  {
    age: 24,
    title: 'Meeting: autumn hours and the second oven',
    tags: ['meeting'],
    mark: 'archive',
    body: `Everybody was there. One hour and ten minutes.

## Decided

- Mondays we open at eight until the clocks change.
- No second oven this year. We repair the door of the one that we have.

## To do

- [x] Have the oven door measured
- [x] New opening times on the door, on the map and on the bags
- [x] Ask the neighbours about deliveries before six`,
  },
  {
    age: 19,
    title: 'Questions for the bank',
    tags: ['money'],
    visibility: 'private',
    body: `Only for me until there is something to decide together.

- What does a loan for the oven cost if we repay it in three years instead of five?
- Which of the two do they want to see: last year’s accounts, or this year’s until September?
- Can the subsidy for the heat exchanger be counted as our own share?

Bring: the lease, the insurance, the offer of the oven builder.`,
  },
  {
    age: 15,
    title:
      'Shifts in the last two weeks of December, with both holidays, the market stall and the early bake on the Saturday before',
    tags: ['shifts', 'team'],
    body: `Three places a day: **bake** from four, **shop** from six, **stall** from nine.

| Day | Bake | Shop | Stall |
| --- | :---: | :---: | :---: |
| Mon to Thu | 2 | 2 | – |
| Fri | 2 | 2 | 1 |
| Sat before the holidays | 3 | 3 | 2 |
| 24th | 2, until ten | 2, until noon | – |
| 25th and 26th | closed | closed | – |
| 31st | 3 | 3 | – |

Put yourself in by Sunday. Whoever bakes on the 24th is free on the 31st, and the other way round.`,
  },
  {
    age: 11,
    title: 'كعك التمر للسوق',
    tags: ['bread'],
    body: `وصفة تكفي أربعين قطعة، نخبزها يوم السبت للسوق.

## المقادير

- كيلوغرام من الطحين
- نصف كيلوغرام من الزبدة
- كيلوغرام من التمر المنزوع النوى
- ملعقة صغيرة من الهيل المطحون

## الطريقة

1. نخلط الطحين والزبدة ونترك العجين ساعة في البرد.
2. نعجن التمر مع الهيل ونقسمه كرات صغيرة.
3. نحشو القطع ونخبزها على حرارة 180 درجة مدة عشرين دقيقة.

**ملاحظة:** نكتب على البطاقة أن فيها القمح والحليب.`,
  },
  {
    age: 8,
    title: 'Courtyard party leftovers 🎉',
    tags: ['team'],
    body: `Thank you all, it was lovely. Still to be fetched from the yard:

- 🪑 eight folding chairs (they belong to the choir)
- 🎸 one guitar capo, found under the bench
- 🧁 two cake tins with a blue lid
- 👩🏽‍🍳 somebody’s apron, embroidered

We counted 63 people and 4 dogs 🐕. The lemonade was gone at six: next time twice as much 🍋🍋.`,
  },
  {
    age: 5,
    title: 'Roasting log: the washed one from the highlands',
    tags: ['coffee'],
    body: `Batch of 6 kg, drum at 195 °C, air at a third.

| Minute | Bean | What happened |
| ---: | ---: | --- |
| 0:00 | 195 °C | charged |
| 1:20 | 92 °C | turning point |
| 5:10 | 150 °C | yellow, smells of hay |
| 8:40 | 196 °C | first crack |
| 10:25 | 207 °C | dropped |

Development 1:45, a sixth of the whole. **Cup:** apricot, black tea, a little short at the end. Next time 5 °C more at
the charge, and drop at 10:10.`,
  },
  {
    age: 3,
    title: 'Things to learn this winter',
    visibility: 'private',
    body: `- [ ] Sharpen the dough knives properly
- [x] Read the accounts without help
- [ ] Enough Italian for the machine’s handbook
- [ ] Say no on Fridays`,
  },
  {
    age: 1,
    title: 'Meeting: bags, the mill and who closes',
    tags: ['meeting', 'suppliers'],
    body: `Present: all but the early shift. Forty minutes.

## What we talked about

**Bags.** The new ones tear at the fold. The paper works takes back what is unopened, so we keep one box and send eleven.

**The mill** raises the price of rye by eight per cent from next month. We looked at two others; neither delivers before
seven. We stay, and say so.

**Closing** takes twenty minutes longer than planned, because the grinder is cleaned last. It is cleaned at four from now
on, and the late coffees come from the small one.

## To do

- [x] Write to the paper works, with a photograph
- [ ] Put the new rye price into the list of suppliers
- [ ] Try the small grinder for a week, then decide
- [ ] Move this meeting to Wednesday, so that the early shift can come

Next time: the [roasting log](https://en.wikipedia.org/wiki/Coffee_roasting) and how we label decaf.`,
  },
  {
    age: 357,
    edited: 0.05,
    title: 'Fuse for the oven: third from the left',
    body: 'Not the second. The second is the shop’s light.',
  },
]
