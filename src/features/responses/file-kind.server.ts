import { HEAD, readSign, type FileContent } from '@/features/forms/definition/file-signs'

/** Tells what a file is while it arrives, piece by piece. */
export class ContentReader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  #head: Uint8Array = new Uint8Array()
  #isText = true
  #isEmpty = true

  read(piece: Uint8Array): void {
    if (this.#head.byteLength < HEAD)
      this.#head = Buffer.concat([this.#head, piece.subarray(0, HEAD - this.#head.byteLength)])
    if (piece.byteLength > 0) this.#isEmpty = false
    if (this.#isText) this.#isText = this.#isTextSo(() => this.#decoder.decode(piece, { stream: true }))
  }

  /** What it was by its content, whatever its name or its sender says; null for what is none of the kinds. */
  end(): FileContent | null {
    const sign = readSign(this.#head)
    if (sign) return sign
    const isText = !this.#isEmpty && this.#isText && this.#isTextSo(() => this.#decoder.decode())
    return isText ? { kind: 'text', type: 'text/plain; charset=utf-8' } : null
  }

  /** UTF-8 without control characters but tab and new lines. */
  #isTextSo(decode: () => string): boolean {
    try {
      // oxlint-disable-next-line no-control-regex -- these are the characters that text has none of
      return !/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(decode())
    } catch {
      return false
    }
  }
}
