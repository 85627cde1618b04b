import { expect, it } from 'vitest'
import { markup } from './markup'

it('escapes every text, between tags and in an attribute', () => {
  const bad = `<script>&'"`
  expect(markup`<a title="${bad}">${bad}</a>`.text).toBe(
    '<a title="&lt;script&gt;&amp;&#39;&quot;">&lt;script&gt;&amp;&#39;&quot;</a>',
  )
})

it('takes markup as it is, alone and in a list, and nothing for what is not there', () => {
  const items = ['<', 'b'].map((text) => markup`<li>${text}</li>`)
  expect(markup`<ul>${items}${markup`<br>`}${false}${null}${undefined}${0}</ul>`.text).toBe(
    '<ul><li>&lt;</li><li>b</li><br>0</ul>',
  )
})
