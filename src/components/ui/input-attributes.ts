import type { InputHTMLAttributes } from 'vue'

/** Vue's union of every autofill token multiplies until TypeScript gives up on it (TS2590). */
export interface InputAttributes extends Omit<InputHTMLAttributes, 'value' | 'autocomplete'> {
  autocomplete?: string | undefined
}
