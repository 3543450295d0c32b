'use client'

import { clsx } from 'clsx'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon } from '../glyphs/icon'
import { Button } from './button'
import { firstField } from './first-field'
import { useReturnFocus } from './return-focus'
import { Said } from './said'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** One sentence under the title; what the dialog is about. */
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the way out first, the verb last. */
  footer?: ReactNode
  width?: 'narrow' | 'normal' | 'wide' | 'full'
  /** An alert needs an answer: a press outside does not close it. */
  alert?: boolean
  /** Receives focus when the dialog opens, instead of its first field or else its first control. */
  initialFocus?: () => HTMLElement | null
}

const widths = {
  narrow: 'max-w-[440px]',
  normal: 'max-w-[560px]',
  wide: 'max-w-[760px]',
  full: 'max-w-[min(1400px,100%)]',
}

/** A modal dialog: focus is kept inside and given back, Esc closes. */
export function DialogFrame(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, width = 'normal', alert = false } = props
  const focus = useReturnFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] items-start justify-items-center overflow-y-auto bg-scrim px-4 pt-24 pb-4 max-mid:pt-10 mid:scroll-pb-24">
          <Radix.Content
            role={alert ? 'alertdialog' : 'dialog'}
            aria-modal="true"
            {...(description ? {} : { 'aria-describedby': undefined })}
            onInteractOutside={(event) => alert && event.preventDefault()}
            onCloseAutoFocus={focus.giveBack}
            onOpenAutoFocus={(event) => {
              focus.remember()
              const wanted = props.initialFocus?.() ?? firstField(event.currentTarget)
              if (!wanted) return
              event.preventDefault()
              wanted.focus()
            }}
            className={clsx(
              'w-full rounded-xl border border-line-2 bg-raised shadow-modal knock-raised focus:outline-none',
              widths[width],
            )}
          >
            <div className="flex items-start gap-4 px-5 pt-4">
              <Radix.Title className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">
                <Said>{title}</Said>
              </Radix.Title>
              {!alert && (
                <Radix.Close asChild>
                  <Button
                    tone="quiet"
                    square
                    aria-label="Close"
                    className="-mt-1 -mr-2 -mb-1 max-mid:-mt-2.5 max-mid:-mb-2.5"
                  >
                    <Icon name="close" />
                  </Button>
                </Radix.Close>
              )}
            </div>
            {description && (
              <Radix.Description asChild>
                <div className={clsx('mt-1 max-w-[84ch] px-5 text-ink-2 wrap-anywhere', !children && 'pb-4')}>
                  {typeof description === 'string' ? <Said>{description}</Said> : description}
                </div>
              </Radix.Description>
            )}
            {children && <div className="px-5 pt-3 pb-4">{children}</div>}
            {/* Of a long dialog the buttons stay in sight, at the very edge of it; what is above them fades out, and the last line stands above that. On a phone they would lie over fields. */}
            <div
              className={clsx(
                'relative bottom-0 z-1 flex flex-wrap justify-end gap-2 rounded-b-xl bg-raised px-5 pb-5 before:pointer-events-none before:absolute before:-z-1 before:inset-x-0 before:bottom-full before:h-4 before:bg-linear-to-t before:from-raised mid:[@media(min-height:560px)]:sticky mid:[@media(min-height:560px)]:-bottom-4',
                !children && !description && 'pt-4',
              )}
            >
              {footer}
            </div>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  )
}
