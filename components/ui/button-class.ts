import { clsx } from 'clsx'

export type ButtonTone = 'plain' | 'solid' | 'quiet' | 'danger' | 'danger-solid'

export type ButtonLook = {
  tone?: ButtonTone
  /** `large` is 40 px, `small` 28; a phone makes every one of them 44. */
  size?: 'small' | 'normal' | 'large'
  /** A square for an icon alone; give it an `aria-label`. */
  square?: boolean
}

const tones: Record<ButtonTone, string> = {
  plain: 'border-line-2 bg-raised text-ink hover:bg-hover active:bg-sunken',
  solid: 'border-solid bg-solid text-solid-ink hover:bg-[color-mix(in_oklab,var(--solid)_88%,var(--raised))]',
  quiet: 'border-transparent bg-transparent text-ink hover:bg-hover',
  danger: 'border-fail-line bg-raised text-fail-text hover:bg-fail-soft',
  'danger-solid': 'border-fail bg-fail text-fail-ink hover:bg-[color-mix(in_oklab,var(--fail)_90%,var(--ink))]',
}

const sizes = {
  small: 'h-7 px-2.5 text-xs',
  normal: 'h-8 px-3 text-sm',
  large: 'h-10 px-4 text-base',
}
const squares = { small: 'size-7', normal: 'size-8', large: 'size-10' }

/** The classes of a button, for a link that looks like one. */
export const buttonClass = ({ tone = 'plain', size = 'normal', square = false }: ButtonLook = {}) =>
  clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap no-underline',
    'transition-colors duration-(--dur-1) max-mid:min-h-11',
    square ? clsx(squares[size], 'max-mid:min-w-11') : sizes[size],
    tones[tone],
  )
