'use client'

import { clsx } from 'clsx'
import { useId, type ComponentProps, type MouseEvent, type ReactNode, useEffect, useState } from 'react'
import { Icon } from '../glyphs/icon'
import { buttonClass, type ButtonLook } from './button-class'
import { Tooltip } from './tooltip'

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'aria-disabled'> &
  ButtonLook & {
    /**
     * Why it cannot be pressed now. The button stays visible and focusable, says the reason to everybody, and does
     * nothing. There is no `disabled`: a control that is greyed silently leaves people guessing.
     */
    disabledReason?: string | undefined
    /** The reason stands in words beside the button already: no tooltip, still described. */
    reasonIsVisible?: boolean
    children?: ReactNode
  }

/** A button that says why when it cannot be pressed. */
export function Button({
  tone = 'plain',
  size = 'normal',
  square = false,
  disabledReason,
  reasonIsVisible = false,
  className,
  onClick,
  type = 'button',
  children,
  'aria-describedby': describedBy,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const off = disabledReason !== undefined
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!off) return onClick?.(event)
    // A submit button must not submit either.
    event.preventDefault()
    event.stopPropagation()
  }
  const button = (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-disabled={off || undefined}
      aria-describedby={clsx(describedBy, off && reasonId) || undefined}
      className={clsx(
        buttonClass({ tone: off ? 'plain' : tone, size, square }),
        off && 'cursor-not-allowed! border-line! bg-transparent! text-ink-off!',
        className,
      )}
    >
      {children}
    </button>
  )
  // In the same place with a reason and without, so that it keeps the focus.
  return (
    <>
      <Tooltip text={reasonIsVisible ? undefined : disabledReason}>{button}</Tooltip>
      {off && (
        <span id={reasonId} className="sr-only">
          {disabledReason}
        </span>
      )}
    </>
  )
}

/** Puts `text` on the clipboard and says so for two seconds. */
export function CopyButton({
  text,
  label,
  size = 'small',
}: { text: string; label: string } & Pick<ButtonProps, 'size'>) {
  const [state, setState] = useState<'rest' | 'copied' | 'refused'>('rest')
  useEffect(() => {
    if (state === 'rest') return
    const timer = setTimeout(() => setState('rest'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      // No clipboard on a page that is not served securely, or the browser said no.
      setState('refused')
    }
  }
  return (
    <>
      <Button size={size} onClick={() => void copy()} aria-label={label}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} />
        {state === 'refused' ? 'Select and copy it' : state === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </>
  )
}

/** Text as it is stored, with a button that copies it. */
export const Copied = ({ text, label }: { text: string; label: string }) => (
  <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
    <code className="text-xs/5 wrap-anywhere">{text}</code>
    <CopyButton text={text} label={label} />
  </span>
)
