/** Tells the page around a frame how high its content is, whenever that changes. It says nothing else, to nobody else. */
export function useHeight(): void {
  const main = document.querySelector('main')
  if (parent === window || !main) return
  const tell = () => parent.postMessage({ type: 'capsule:height', height: main.offsetHeight }, '*')
  addEventListener('message', (event: MessageEvent<{ type?: unknown }>) => {
    if (event.source === parent && event.data?.type === 'capsule:ask') tell()
  })
  new ResizeObserver(tell).observe(main)
}
