/**
 * `<script src="https://.../embed.js" async></script>`: each frame of this instance in the page gets the height that it says. A
 * frame that spoke before the script was there is asked once more.
 */
export const embedScript = `(() => {
  const home = new URL(document.currentScript.src).origin
  const frames = () => [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(home + '/f/'))
  addEventListener('message', ({ data, source, origin }) => {
    if (origin !== home || !data || data.type !== 'capsule:height' || !(data.height > 0)) return
    for (const frame of frames())
      if (frame.contentWindow === source) frame.style.height = Math.ceil(data.height) + 'px'
  })
  for (const frame of frames()) frame.contentWindow.postMessage({ type: 'capsule:ask' }, home)
})()
`
