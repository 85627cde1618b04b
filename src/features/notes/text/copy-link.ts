import { showToaster } from '@/components/ui/use-toast'
import { copyText } from '@/lib/copy-text'
import * as words from '../words/text'

/** The address of a heading, for whoever pressed the link beside it; the link itself leads there too. */
export async function copyLinkOf(link: HTMLAnchorElement): Promise<void> {
  if (await copyText(link.href)) showToaster().success(words.linkCopied)
}
