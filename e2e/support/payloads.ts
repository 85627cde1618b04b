/** Calls that a payload makes when it runs: the test looks for what they leave behind. */
const call = 'window.__ran=1'

const tags = [
  `<script>${call}</script>`,
  `<ScRiPt>${call}</sCrIpT>`,
  `<script src=data:text/javascript,${call}></script>`,
  `<script\n>${call}</script\n>`,
  `<script/x>${call}</script>`,
  `</title><script>${call}</script>`,
  `</textarea><script>${call}</script>`,
  `</script><script>${call}</script>`,
  `</style><script>${call}</script>`,
  `--><script>${call}</script><!--`,
  `]]><script>${call}</script>`,
  `"><script>${call}</script>`,
  `'><script>${call}</script>`,
  `<<script>${call}//<</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<template><script>${call}</script></template>`,
  `<iframe srcdoc="<script>parent.${call}</script>">`,
  `<iframe src="javascript:parent.${call}">`,
  `<object data="javascript:${call}">`,
  `<embed src="javascript:${call}">`,
  `<base href="javascript:${call}//">`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  `<link rel=stylesheet href=data:text/css,*{background:url(javascript:${call})}>`,
  `<style>@import 'javascript:${call}';</style>`,
]

const handlers =
  'onerror onload onclick onfocus onmouseover onanimationstart ontoggle onbegin onpageshow onresize onwheel onpointerenter'
    .split(' ')
    .flatMap((name) => [
      `<img src=x ${name}=${call}>`,
      `<svg ${name}=${call}>`,
      `<details open ${name}="${call}"><summary>x</summary></details>`,
      `<input autofocus ${name}='${call}'>`,
      `" ${name}="${call}" x="`,
      `' ${name}='${call}' x='`,
      `x ${name}=${call} y`,
    ])

const links = [
  'javascript:',
  'JAVASCRIPT:',
  'java\tscript:',
  'java\nscript:',
  '&#106;avascript:',
  '&#x6a;avascript:',
  'javascript&colon;',
  ' javascript:',
  '\u0001javascript:',
  'vbscript:',
  'data:text/html,<script>',
  'feed:javascript:',
].flatMap((scheme) => [
  `[x](${scheme}${call})`,
  `![x](${scheme}${call})`,
  `<${scheme}${call}>`,
  `[x]: ${scheme}${call}`,
  `<a href="${scheme}${call}">x</a>`,
])

const shapes = [
  `<svg><script>${call}</script></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${call}"><text x=0 y=9>x</text></a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${call}>#x">`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
  `<math href="javascript:${call}">x</math>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${call}>">`,
  `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${call} src>">`,
]

const templates = [
  `{{constructor.constructor('${call}')()}}`,
  `{{${call}}}`,
  `\${${call}}`,
  `<%= ${call} %>`,
  `#{${call}}`,
  `<div v-html="'<img src=x onerror=${call}>'">`,
  `<div @click="${call}">x</div>`,
  `<component :is="'script'">${call}</component>`,
  `<astro-island client="load" component-url="data:text/javascript,${call}"></astro-island>`,
  `<!--astro:end--><script>${call}</script>`,
]

const encodings = [
  `&lt;script&gt;${call}&lt;/script&gt;`,
  `%3Cscript%3E${call}%3C/script%3E`,
  `\\u003cscript\\u003e${call}\\u003c/script\\u003e`,
  `\uff1cscript\uff1e${call}\uff1c/script\uff1e`,
  `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
  `\u2028<script>${call}</script>`,
  `<img src="x\u0000" onerror="${call}">`,
  `<img/src/onerror=${call}>`,
  `<img src=x onerror\u000b=${call}>`,
  `<IMG """><SCRIPT>${call}</SCRIPT>">`,
  '`<img src=x onerror=' + call + '>`',
  `<a href="#" style="background:url('javascript:${call}')">x</a>`,
  `<div style="width:expression(${call})">x</div>`,
]

const markdown = [
  `**<img src=x onerror=${call}>**`,
  `| a |\n| - |\n| <img src=x onerror=${call}> |`,
  `- [ ] <img src=x onerror=${call}>`,
  `> <script>${call}</script>`,
  `\`\`\`html\n</code></pre><script>${call}</script>\n\`\`\``,
  `![x" onerror="${call}](https://example.invalid/x.png)`,
  `[x](https://example.invalid/"onmouseover="${call})`,
  `![x](https://example.invalid/x.png "x\\" onerror=\\"${call}")`,
  `<https://example.invalid/"onclick=${call}>`,
  `# <img src=x onerror=${call}>`,
]

/** Two hundred ways to get something to run, by kind. */
export const payloads: readonly string[] = [
  ...new Set([...tags, ...handlers, ...links, ...shapes, ...templates, ...encodings, ...markdown]),
]
